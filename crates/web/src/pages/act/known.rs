//! What the file knows already: values to choose from, and values that a form begins with.

use case::{
    About, File,
    act::Input,
    lor, purchaser, read, sale,
    statements::{Owed, owed::Standing},
    support,
};
use rules::capital;
use serde_json::{Value, json};

use crate::parts::{form::Choices, nation};

/// What the fields of an act can be, where the file says it.
pub(super) fn choices(file: &File, about: &About, owed: &[Owed]) -> Choices {
    let mut choices = Choices::default();
    add_owed(&mut choices, owed);
    match file {
        File::Case(case) => of_case(case, about.name, &mut choices),
        File::Request(_) if about.name == "answer" => {
            let fields = lor::letter::FIELDS.iter();
            let plain = fields.filter(|field| !matches!(field.input, Input::Records(_)));
            let options = plain.map(|f| (f.name.to_owned(), f.label.to_owned()));
            choices.add("facts.field", options.collect());
        }
        File::Support(support) if about.name == "resolve-ticket" => {
            choices.add("number", tickets(support));
        }
        _ => {}
    }
    choices
}

/// The rules that a statement can be made under, each with what a person needs to choose: the
/// sentence and where it stands, who may state it, and how far it has been stated.
fn add_owed(choices: &mut Choices, all: &[Owed]) {
    let options =
        all.iter().map(|owed| (owed.rule.clone(), format!("{} {}", owed.rule, owed.title)));
    choices.add("rules", options.collect());
    for owed in all {
        let Owed { standing, sentence, citation, confidence, roles, finding, .. } = owed;
        let source = match *confidence {
            "confirmed" => citation.clone(),
            seen => format!("{citation}, {}", seen.replace('_', " ")),
        };
        let said = match standing {
            Standing::Lacking => capital(standing.meaning()).into_owned(),
            _ => format!("{}: {}", capital(standing.meaning()), finding.sentence),
        };
        let said = said.trim_end_matches('.');
        let who = nation::desks(roles);
        let note = format!("{said}. {sentence} ({source}). Stated by: {who}.");
        choices.note("rules", &owed.rule, note);
    }
}

fn numbered(number: impl ToString, words: &str) -> (String, String) {
    const WORDS_MAX: usize = 80;
    let short: String = words.chars().take(WORDS_MAX).collect();
    let dots = if short.len() < words.len() { "…" } else { "" };
    let number = number.to_string();
    let words = format!("{number}: {short}{dots}");
    (number, words)
}

fn tickets(support: &support::State) -> Vec<(String, String)> {
    let open = support.tickets.iter().filter(|ticket| ticket.resolved.is_none());
    open.map(|ticket| numbered(ticket.number, &ticket.ticket.subject)).collect()
}

fn of_case(case: &sale::State, act: &str, choices: &mut Choices) {
    let lines = || case.lines.iter().map(|line| numbered(&line.number, &line.description));
    let courses = || case.courses.iter().map(|c| numbered(c.number, &c.plan.title));
    match act {
        "change-line" | "remove-line" | "price-line" => choices.add("number", lines().collect()),
        "ship" | "inspect" => choices.add("line", lines().collect()),
        "plan-delivery" => choices.add("milestones.line", lines().collect()),
        "enrol-student" => choices.add("course", courses().collect()),
        "complete-course" => {
            choices.add("course", courses().collect());
            let students = case.courses.iter().filter(|course| course.completed.is_none());
            let students = students.flat_map(|course| &course.students);
            let named = students.map(|student| numbered(&student.worksheet, &student.duty));
            choices.add("passed", named.collect());
        }
        "resolve-finding" => {
            let open = case.open_findings().map(|f| numbered(f.number, &f.finding.text));
            choices.add("number", open.collect());
        }
        "close-review" => {
            let open = case.open_reviews().map(|r| numbered(r.number, &r.raised.summary));
            choices.add("number", open.collect());
        }
        "honour-condition" => {
            let open = case.conditions.iter().filter(|condition| condition.honoured.is_none());
            choices.add("number", open.map(|c| numbered(c.number, &c.text)).collect());
        }
        "receive-shipment" => {
            let open = case.shipments.iter().filter(|shipment| shipment.receipt.is_none());
            let ship = open.map(|shipment| &shipment.shipped.ship);
            let named = ship.map(|s| numbered(&s.shipment, &format!("line {}", s.line)));
            choices.add("shipment", named.collect());
        }
        _ => {}
    }
    if matches!(act, "add-line" | "change-line") {
        let all = case.requirements.iter().map(|r| numbered(r.number, &r.requirement.what));
        choices.add("requirements", all.collect());
    }
}

/// What a form begins with: what the file has of it, and what the address says.
pub(super) fn entered(file: &File, about: &About, given: &[(String, String)]) -> Value {
    let named = |name: &str| given.iter().find(|(known, _)| known == name);
    let mut entered = match file {
        File::Case(case) => match about.name {
            "set-terms" => case.terms.as_ref().map(|terms| json!(terms)),
            "change-line" => named("number").and_then(|(_, number)| line(case, number)),
            "price-line" => named("number").and_then(|(_, number)| priced(case, number)),
            _ => None,
        },
        File::Office(register) if about.name == "set-practice" => Some(json!(register.practice)),
        File::Request(request) if about.name == "evaluate" => Some(criteria(request)),
        File::Purchaser(purchaser) if about.name == "register" => remarks(purchaser),
        _ => None,
    }
    .unwrap_or_else(|| json!({}));
    let known = about.fields.iter().filter(|field| !matches!(field.input, Input::Records(_)));
    let said = known.filter_map(|field| named(field.name));
    let said = said.map(|(name, text)| (name.as_str(), text.as_str()));
    let said = read::from_pairs(about.fields, said);
    if let (Some(entered), Value::Object(said)) = (entered.as_object_mut(), said) {
        entered.extend(said);
    }
    if let (File::Case(case), Some(entered)) = (file, entered.as_object_mut())
        && about.fields.iter().any(|field| field.name == sale::approvals::CONTENT.name)
    {
        // What is approved is what this page was made from.
        entered.insert("content".to_owned(), json!(sale::approvals::content(case)));
    }
    entered
}

fn line(case: &sale::State, number: &str) -> Option<Value> {
    case.line(&number.parse().ok()?).map(|line| json!(line))
}

/// What was entered for a line's price, or else that it is of this line.
fn priced(case: &sale::State, number: &str) -> Option<Value> {
    let line = case.line(&number.parse().ok()?)?;
    line.price.as_ref().map(|price| json!(price.entered))
}

fn remarks(purchaser: &purchaser::State) -> Option<Value> {
    purchaser.registered.as_ref().map(|registered| json!({ "remarks": registered.remarks }))
}

/// Every criterion with the result of the last evaluation, so that none has to be looked for.
fn criteria(request: &lor::State) -> Value {
    let last = request.evaluation();
    let results = lor::evaluate::Criterion::ALL.iter().map(|criterion| {
        let judged = last.and_then(|evaluation| {
            evaluation.results.iter().rev().find(|judged| judged.criterion == *criterion)
        });
        judged.map_or_else(|| json!({ "criterion": criterion }), |judged| json!(judged))
    });
    json!({ "results": results.collect::<Value>() })
}
