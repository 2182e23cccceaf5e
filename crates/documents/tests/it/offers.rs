//! Offers of every size.

use documents::{Kind, Offer, Paper, Release, Standing, Unprintable, offer::Line};

fn sample() -> (Offer, Release) {
    match Paper::sample(Kind::Offer) {
        (Paper::Offer(offer), release) => (*offer, release),
        _ => unreachable!("the sample of an offer is an offer"),
    }
}

fn text(offer: &Offer, release: &Release) -> String {
    Paper::Offer(Box::new(offer.clone())).text(release).expect("it can be laid out")
}

/// The lines of the sample over and over, renumbered; some with a description of many lines.
fn lines(sample: &[Line], count: usize) -> Vec<Line> {
    let numbered = sample.iter().cycle().take(count).zip(1..).map(|(line, number)| {
        let mut line = line.clone();
        line.number = format!("{number:03}").parse().expect("a line number");
        if number % 50 == 0 {
            line.description = "What is delivered, with its outfit and papers. ".repeat(42);
        }
        line
    });
    numbered.collect()
}

#[test]
fn an_offer_of_220_lines_goes_over_many_pages_and_keeps_its_head() {
    let (mut offer, release) = sample();
    offer.lines = lines(&offer.lines, 220);
    let text = text(&offer, &release);
    let pages: Vec<&str> = text.split("== page ").skip(1).collect();
    assert!((20..40).contains(&pages.len()), "{} pages", pages.len());
    for number in 1..=220 {
        assert_eq!(text.matches(&format!("\n{number:03} | ")).count(), 1, "line {number}");
    }
    let table = pages.iter().filter(|page| page.contains("Description and condition")).count();
    assert!(table > 18, "the head of the table is on {table} pages");
    for (i, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("Page {} of {}", i + 1, pages.len())), "page {}", i + 1);
        assert_eq!(page.lines().filter(|line| line.contains("CUI")).count().min(2), 2);
    }
}

#[test]
fn a_draft_says_so_on_every_page_and_a_released_offer_nowhere() {
    let (offer, mut release) = sample();
    assert!(!text(&offer, &release).contains("DRAFT"));
    release.standing = Standing::Draft;
    let draft = text(&offer, &release);
    assert!(draft.contains("This paper is a draft. It binds nobody"));
    for page in draft.split("== page ").skip(1) {
        assert_eq!(page.lines().filter(|line| *line == "DRAFT").count(), 2, "{page}");
    }
}

#[test]
fn a_checkpoint_is_a_figure_that_says_what_it_is_and_stands_where_the_offer_is_signed() {
    let (offer, mut release) = sample();
    let print = |release: &Release| {
        let printed = Paper::Offer(Box::new(offer.clone())).print(release).expect("it prints");
        String::from_utf8_lossy(&printed.pdf).into_owned()
    };
    let says = "QR code with a checkpoint of the log over 48,213 entries";
    let with = print(&release);
    assert!(with.contains("/S/Figure") && with.contains(says));
    let read = text(&offer, &release);
    let page = read.split("== page ").find(|page| page.contains("Offer and acceptance"));
    let page = page.expect("a page to sign");
    assert!(page.contains("Countersignature") && page.contains("Checkpoint of the log"), "{page}");
    release.proof.checkpoint = None;
    let without = print(&release);
    assert!(!without.contains("/S/Figure") && !without.contains(says));
    assert!(!text(&offer, &release).contains("Checkpoint of the log"));
}

#[test]
fn without_a_marking_no_page_is_marked() {
    let (offer, mut release) = sample();
    assert!(text(&offer, &release).contains("Controlled by: Department of the Navy"));
    release.marking = None;
    let plain = text(&offer, &release);
    assert!(!plain.contains("CUI") && !plain.contains("Controlled by"));
}

#[test]
fn the_offices_own_standard_terms_take_the_place_of_the_summary() {
    let (mut offer, release) = sample();
    assert!(text(&offer, &release).contains("A summary in plain words stands here."));
    let section = documents::offer::Section {
        title: "Obligations".to_owned(),
        paragraphs: vec!["The authorised text.".to_owned()],
    };
    offer.standard_terms = Some(vec![section]);
    let own = text(&offer, &release);
    assert!(own.contains("1. Obligations") && own.contains("The authorised text."));
    assert!(!own.contains("A summary in plain words"));
}

#[test]
fn notifications_known_absent_and_unknown_are_three_things() {
    let (mut offer, release) = sample();
    let told = |offer: &Offer| {
        let text = text(offer, &release);
        let mut lines = text.lines().skip_while(|line| *line != "Congressional notification");
        lines.nth(1).expect("a value below the label").to_owned()
    };
    assert_eq!(told(&offer), "26-99");
    offer.transmittals = Some(Vec::new());
    assert_eq!(told(&offer), "none applies");
    offer.transmittals = None;
    assert_eq!(told(&offer), "not known");
}

#[test]
fn amounts_print_to_the_cent_with_separators() {
    let (mut offer, release) = sample();
    let cents =
        [(i64::MAX, "$92,233,720,368,547,758.07"), (-12_345_605, "-$123,456.05"), (5, "$0.05")];
    for (amount, printed) in cents {
        offer.initial_deposit = Some(terms::Usd::from_cents(amount));
        assert!(text(&offer, &release).contains(printed), "{printed}");
    }
}

#[test]
fn too_much_text_is_refused_before_it_is_laid_out() {
    let (mut offer, release) = sample();
    let cases = [
        (
            "A word after another. ".repeat(50_000),
            "characters, as printed; a paper takes 600000 at most.",
        ),
        ("a\n".repeat(20_001), "line breaks; a paper takes 20000 at most."),
        ("Q".repeat(200_000), "at which a line may break; a paper takes 10000 at most."),
    ];
    for (text, expected) in cases {
        offer.notes[0].text = text;
        let refused = Paper::Offer(Box::new(offer.clone())).print(&release);
        assert!(matches!(refused, Err(Unprintable::TooLong { .. })));
        let said = refused.expect_err("too long").to_string();
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_title_longer_than_a_pdf_can_hold_is_refused_with_the_remedy() {
    let (mut offer, release) = sample();
    offer.notes[0].title = "Title ".repeat(6_000);
    let refused = Paper::Offer(Box::new(offer)).print(&release);
    assert_eq!(refused, Err(Unprintable::TitleTooLong));
}
