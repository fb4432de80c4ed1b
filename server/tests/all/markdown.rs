//! Markdown of staff: whatever goes in, only the listed elements come out (SECURITY.md, AC-40).

use app::components::markdown::{to_html, to_inline_html, to_text};

/// Every tag that may come out, as it must look.
fn is_allowed(tag: &str) -> bool {
    const PLAIN: [&str; 10] = ["p", "h3", "blockquote", "ul", "ol", "li", "em", "strong", "code", "br"];
    let name = tag.trim_start_matches('/');
    PLAIN.contains(&name)
        || name == "a"
        || tag.strip_prefix("ol start=\"").is_some_and(|rest| rest.trim_end_matches('"').bytes().all(|b| b.is_ascii_digit()))
        || tag.strip_prefix("a href=\"").is_some_and(|rest| {
            let address = rest.strip_suffix('"').unwrap_or("\"");
            !address.contains('"') && ["https://", "mailto:", "tel:"].iter().any(|scheme| address.to_lowercase().starts_with(scheme))
        })
}

fn check(hostile: &str) {
    for html in [to_html(hostile), to_inline_html(hostile)] {
        for part in html.split('<').skip(1) {
            let (tag, _) = part.split_once('>').unwrap_or_else(|| panic!("an open tag in {html} from {hostile}"));
            assert!(is_allowed(tag), "<{tag}> from {hostile}");
        }
        assert_eq!(html.matches("<a ").count(), html.matches("</a>").count(), "{html}");
    }
}

#[test]
fn nothing_but_the_listed_elements_ever_comes_out() {
    const PAYLOADS: [&str; 34] = [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<iframe src=javascript:alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<div style=\"position:fixed\">x</div>",
        "<!-- <script>alert(1)</script> -->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?php echo 1 ?>",
        "<base href=//evil.example>",
        "<meta http-equiv=refresh content=0;url=//evil.example>",
        "<form action=//evil.example><input name=code>",
        "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#x73;cript:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](<java\nscript:alert(1)>)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox(1))",
        "[x](file:///etc/passwd)",
        "[x](//evil.example)",
        "[x](http://evil.example)",
        "[x](https://good.example/\" onclick=alert(1) \")",
        "[x](https://good.example/'onclick='alert(1)')",
        "[x](https://good.example \"title\\\" onmouseover=alert(1)\")",
        "![x](https://evil.example/pixel.png)",
        "![x](javascript:alert(1))",
        "[![x](https://evil.example/p.png)](javascript:alert(1))",
        "<javascript:alert(1)>",
        "<https://good.example/<script>>",
        "[x]: javascript:alert(1)\n\n[x]",
        "`<script>alert(1)</script>`",
    ];
    const AROUND: [(&str, &str); 12] = [
        ("", ""),
        ("text ", " text"),
        ("# ", ""),
        ("> ", ""),
        ("- ", ""),
        ("1. ", ""),
        ("7. ", ""),
        ("**", "**"),
        ("    ", ""),
        ("```html\n", "\n```"),
        ("\\", ""),
        ("| a |\n|---|\n| ", " |"),
    ];
    for payload in PAYLOADS {
        for (before, after) in AROUND {
            check(&format!("{before}{payload}{after}"));
        }
    }
    check("<script>".repeat(1000).as_str());
    check(&"> ".repeat(5000));
    check(&"[".repeat(5000));
}

#[test]
fn a_refused_link_keeps_its_words() {
    assert_eq!(to_html("[our page](javascript:alert(1))"), "<p>our page</p>");
    assert_eq!(to_html("![a picture](https://example.org/x.png)"), "<p>a picture</p>");
}

#[test]
fn what_staff_need_comes_out_as_they_wrote_it() {
    assert_eq!(
        to_html("# Now\n\nCall **us** at [0100](tel:+18885550100).\n\n- one\n- two\n\n3. three"),
        "<h3>Now</h3><p>Call <strong>us</strong> at <a href=\"tel:+18885550100\">0100</a>.</p>\
         <ul><li>one</li><li>two</li></ul><ol start=\"3\"><li>three</li></ol>"
    );
    assert_eq!(to_inline_html("We *know* 1 < 2 & \"this\"."), "We <em>know</em> 1 &lt; 2 &amp; &quot;this&quot;.");
    assert_eq!(to_text("# Now\n\nCall **us**.\nToday."), "Now Call us. Today.");
}
