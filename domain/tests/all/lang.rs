use domain::lang::Lang;

#[test]
fn spanish_pages_have_the_same_paths_under_es() {
    assert_eq!(Lang::of_path("/es/check"), (Lang::Es, "/check"));
    assert_eq!(Lang::of_path("/es"), (Lang::Es, "/"));
    assert_eq!(Lang::of_path("/estimate"), (Lang::En, "/estimate"));
    assert_eq!(Lang::Es.path("/"), "/es");
    assert_eq!(Lang::Es.path("/me"), "/es/me");
}
