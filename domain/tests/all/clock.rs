use domain::clock::Timestamp;

#[test]
fn times_with_and_without_fractions_sort_as_they_follow_each_other() {
    let mut times =
        ["2031-03-09T00:00:00.5Z", "2031-03-09T00:00:00Z", "2031-03-08T19:00:00.000001-05:00"].map(|text| Timestamp::parse(text).unwrap());
    times.sort();
    assert_eq!(times.map(|time| time.to_string()), ["2031-03-09T00:00:00Z", "2031-03-09T00:00:00.000001Z", "2031-03-09T00:00:00.5Z"]);
}

#[test]
fn a_time_without_an_offset_is_refused() {
    assert!(Timestamp::parse("2031-03-09T00:00:00").is_err());
}
