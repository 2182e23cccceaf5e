//! Lines that are not as they should be: each is refused with its number and its cause, and the
//! lines around it are read.

use interchange::notices_jsonl::{File, read};

fn causes(file: &File) -> Vec<(u64, &str)> {
    let refused = |line: &interchange::notices_jsonl::Line| line.read.is_err();
    file.lines
        .iter()
        .filter(|line| refused(line))
        .map(|line| (line.number, line.read.as_ref().err().map_or("", String::as_str)))
        .collect()
}

fn check(line: &str, cause: &str) {
    let text = format!("{{\"id\":\"before\"}}\n{line}\n{{\"id\":\"after\"}}\n");
    let file = read(text.as_bytes());
    assert_eq!(file.lines.len(), 3, "{line}");
    let causes = causes(&file);
    assert_eq!(causes.len(), 1, "{line}: {causes:?}");
    assert_eq!(causes[0].0, 2, "{line}");
    assert!(causes[0].1.contains(cause), "{line}: {}", causes[0].1);
}

#[test]
fn a_line_that_cannot_be_read_is_refused_alone() {
    check("not JSON", "not a JSON object of one notice");
    check("[]", "expected an object of one notice");
    check("{}", "The notice has no \"id\"");
    check("{\"id\":7}", "\"id\" is 7; a text or null is expected");
    check("{\"id\":\"  \"}", "The notice has no \"id\"");
    check("{\"id\":\"a\",\"id\":\"b\"}", "the field \"id\" stands twice");
    check("{\"id\":\"a\"} more", "not a JSON object of one notice");
    check("{\"id\":\"a\"", "not a JSON object of one notice");
    check("{\"id\":\"a\",\"items\":7}", "\"items\" is 7; a list is expected");
    check("{\"id\":\"a\",\"items\":[{\"quantity\":2}]}", "Item 1: it has no name");
    check("{\"id\":\"a\",\"items\":[{\"name\":\"x\",\"quantity\":-2}]}", "\"quantity\" is -2");
    check("{\"id\":\"a\",\"items\":[{\"name\":\"x\",\"quantity\":1.5}]}", "\"quantity\" is 1.5");
    check("{\"id\":\"a\\u0000b\"}", "U+0000");
    check(&format!("{{\"id\":\"a\",\"x\":{}1{}}}", "[".repeat(40), "]".repeat(40)), "deeper than");
    check(&format!("{{\"id\":\"{}\"}}", "a".repeat(1_100_000)), "bytes, more than");
    check("{\"id\":\"before\",\"description\":\"other\"}", "stands on line 1 with other content");
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let file = read(b"{\"id\":\"a\xff\"}\n{\"id\":\"b\"}\n");
    assert_eq!(causes(&file), [(1, "The line is not UTF-8 from byte 9 on.")]);
}

#[test]
fn marks_line_ends_and_repeats_are_passed_over() {
    let file = read(b"\xef\xbb\xbf{\"id\":\"a\"}\r\n\r\n  \n{\"id\":\"a\"}\r\n{\"id\":\"b\"}");
    assert_eq!(file.repeats, 1);
    assert_eq!(file.lines.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 5]);
    assert_eq!(read(b""), File::default());
}

#[test]
fn values_that_cannot_be_read_are_kept_as_they_came() {
    let line = "{\"id\":\"a\",\"total_usd\":1.001,\"mde_usd\":\"$82.50 million\",\"date\":\"soon\",\"page\":3,\"big\":12345678901234567890123}";
    let file = read(line.as_bytes());
    let notice = file.lines[0].read.as_ref().unwrap();
    assert_eq!(notice.total, None);
    assert_eq!(notice.mde.map(|mde| mde.to_string()).as_deref(), Some("82,500,000.00"));
    assert_eq!(notice.unread["date"], "soon");
    assert!(notice.unread.contains_key("total_usd"));
    assert_eq!(notice.rest["page"], 3);
    assert_eq!(notice.rest["big"], "12345678901234567890123", "no digit is lost");
}

proptest::proptest! {
    #[test]
    fn no_bytes_whatever_bring_the_reader_down(bytes: Vec<u8>) {
        let _ = read(&bytes);
    }

    #[test]
    fn no_text_in_a_field_brings_the_reader_down(text: String, amount: String) {
        let line = serde_json::json!({
            "id": "a", "description": text, "total_usd": amount, "date": text,
            "items": [{ "name": text, "quantity": amount }],
        });
        let file = read(line.to_string().as_bytes());
        proptest::prop_assert!(file.lines.len() <= 1);
    }
}
