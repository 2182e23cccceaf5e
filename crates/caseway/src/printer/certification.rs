//! The notification of a case as paper shows it: our own draft, a report on a sale that grew, or a
//! public notice as it was read.

use app::papers::{Contents, NotPrinted};
use case::{cn, lor::letter::Known};
use documents::{
    Certification,
    certification::{
        Anomaly, Correction, Emergency, Fact, Growth, Item, Justification, Letter, Part, Source,
        Technology,
    },
};
use serde_json::Value;

use super::{agency, purchaser_name, yes_or_no};

/// The paragraph under which a notification of our own is made.
const OFFER: &str = "36(b)(1)";
/// The field of a read notice that holds its text as printed.
const PRINTED: &str = "raw_excerpt";

/// The view.
pub fn view(contents: &Contents, part: Part) -> Result<Certification, NotPrinted> {
    let Some((file, notification)) = &contents.notification else {
        let sentence =
            format!("No notification of this kind of the case {} is on record.", contents.file);
        return Err(NotPrinted::Nothing(sentence));
    };
    let view = match (&notification.published, &notification.prepared, &notification.report) {
        (Some(published), _, _) => as_published(published),
        (None, Some(prepared), _) => as_prepared(contents, prepared),
        (None, None, Some(report)) => as_report(contents, &report.drafted),
        (None, None, None) => {
            let sentence = format!("The notification {file} was not prepared.");
            return Err(NotPrinted::Nothing(sentence));
        }
    };
    if notification.published.is_some() {
        return Ok(Certification { part, ..view });
    }
    let sent = notification.notified.as_ref().map(|notified| (&notified.given, &notified.sender));
    let report = notification.report.as_ref().and_then(|report| report.delivered.as_ref());
    let sent = sent.or_else(|| report.map(|delivered| (&delivered.given, &delivered.sender)));
    Ok(Certification {
        part,
        transmittal: Some(file.to_string()),
        delivered_on: notification.day_nought(),
        letter: Some(letter(contents, sent)),
        emergency: notification.emergency.as_ref().map(emergency),
        corrections: notification.corrections.iter().map(correction).collect(),
        ..view
    })
}

/// The letter as it was sent, or as it will be by the law of the day.
fn letter(contents: &Contents, sent: Option<(&cn::notify::Notify, &String)>) -> Letter {
    let sending = &contents.sending;
    let publisher = sending.publisher.clone();
    match sent {
        Some((given, sender)) => Letter {
            sender: Some(sender.clone()),
            number: Some(given.letter.clone()),
            addressees: vec![given.addressees.clone()],
            publisher,
        },
        None => Letter {
            sender: sending.sender.clone(),
            number: sending.number.clone(),
            addressees: sending.addressees.clone(),
            publisher,
        },
    }
}

fn emergency(certified: &cn::emergency::Emergency) -> Emergency {
    Emergency {
        on: certified.on,
        certified_by: certified.certified_by.clone(),
        interest: certified.interest.clone(),
        justification: certified.justification.clone(),
    }
}

fn correction(sent: &cn::correct::Correction) -> Correction {
    Correction {
        on: sent.on,
        field: sent.field.clone(),
        printed: sent.printed.clone(),
        reads: sent.reads.clone(),
    }
}

fn technology(given: &cn::prepare::Technology) -> Technology {
    Technology {
        name: given.name.clone(),
        description: given.description.clone(),
        classification: given.classification.clone(),
        harm: given.harm.clone(),
        release: given.release.clone(),
        protection: given.protection.clone(),
    }
}

/// A report: what grew, on top of what its case says.
fn as_report(contents: &Contents, drafted: &cn::report::Drafted) -> Certification {
    let given = &drafted.given;
    let other = given.added_total.zip(given.added_mde).and_then(|(all, mde)| all.minus(mde));
    Certification {
        paragraph: given.paragraph.code().to_owned(),
        amends: Some(given.parent.to_string()),
        purchaser: purchaser_name(contents),
        mde: given.added_mde,
        other,
        total: given.added_total,
        description: Some(given.changes.clone()),
        funding: funding(contents),
        agency: agency(contents),
        designators: contents.case.case().map(ToString::to_string).into_iter().collect(),
        sensitivity: given.sensitivity.clone(),
        growth: Some(Growth {
            certified_on: drafted.certified_on,
            changes: given.changes.clone(),
            significance: given.significance.clone(),
            justification: given.justification.clone(),
        }),
        ..empty()
    }
}

/// A certification of an offer that says nothing yet.
fn empty() -> Certification {
    Certification { paragraph: OFFER.to_owned(), ..Certification::default() }
}

/// Where the money comes from: as the terms say, else as the letter of request does.
fn funding(contents: &Contents) -> Option<String> {
    let letter = contents.request.as_ref().and_then(|(_, request)| request.letter.as_ref());
    let asked = || letter.and_then(|letter| letter.financing);
    let funding = contents.case.terms.as_ref().map(|terms| terms.financing).or_else(asked);
    funding.map(|funding| funding.meaning().to_owned())
}

fn as_prepared(contents: &Contents, prepared: &cn::Prepared) -> Certification {
    let given = &prepared.given;
    let case = &contents.case;
    let item = |item: &cn::prepare::Item| Item {
        name: item.name.clone(),
        quantity: item.quantity,
        mde: yes_or_no(item.mde),
        remark: None,
    };
    Certification {
        purchaser: purchaser_name(contents),
        mde: Some(prepared.mde),
        other: Some(prepared.other),
        total: Some(prepared.total),
        description: case.opened.as_ref().map(|opened| opened.description.clone()),
        items: prepared.items.iter().map(item).collect(),
        funding: funding(contents),
        agency: agency(contents),
        designators: designators(contents, prepared),
        prior_cases: given.prior_cases.clone(),
        commission: given.commission.clone(),
        technologies: given.technologies.iter().map(technology).collect(),
        sensitivity: Some(given.sensitivity.clone()),
        justification: Justification {
            text: Some(given.justification.clone()),
            need: given.need.clone(),
            effect: Some(given.military_effect.clone()),
            contractors: given.contractors.clone(),
            offset: offset(given),
            offset_text: given.offset_text.clone(),
            personnel: given.personnel.clone(),
            edge: given.edge.clone(),
            statement: given.statement.clone(),
            programme: programme(given),
        },
        ..empty()
    }
}

/// Every case that the notification was made for.
fn designators(contents: &Contents, prepared: &cn::Prepared) -> Vec<String> {
    let own = contents.case.case().map(ToString::to_string);
    let mut all: Vec<String> = own.into_iter().collect();
    for part in &prepared.parts {
        if !all.contains(&part.case.to_string()) {
            all.push(part.case.to_string());
        }
    }
    all
}

fn programme(given: &cn::prepare::Prepare) -> Option<String> {
    let parts: Vec<&str> =
        [&given.users, &given.duration].into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

fn offset(given: &cn::prepare::Prepare) -> Option<String> {
    match given.offset {
        Known::Yes => Some("An offset agreement is proposed.".to_owned()),
        Known::No => Some("No offset agreement is proposed.".to_owned()),
        Known::Unknown => None,
    }
}

fn as_published(notice: &cn::Published) -> Certification {
    let item = |item: &cn::publish::PublishedItem| Item {
        name: item.name.clone(),
        quantity: item.quantity,
        mde: yes_or_no(item.mde),
        remark: item.remark.clone(),
    };
    let description = Some(notice.description.clone()).filter(|text| !text.trim().is_empty());
    Certification {
        transmittal: notice.transmittal.clone(),
        paragraph: notice.paragraph.clone(),
        amends: notice.amends.clone(),
        purchaser: notice.purchaser_printed.clone(),
        mde: notice.mde,
        other: notice.other,
        total: notice.total,
        description,
        items: notice.items.iter().map(item).collect(),
        funding: notice.funding.clone(),
        agency: notice.agency.clone(),
        designators: notice.designators.clone(),
        prior_cases: notice.prior_cases.clone(),
        commission: notice.commission.clone(),
        delivered_on: notice.delivered_on,
        justification: Justification {
            contractors: notice.contractor.clone(),
            ..Justification::default()
        },
        source: Some(source(notice)),
        ..empty()
    }
}

fn source(notice: &cn::Published) -> Source {
    let anomaly = |odd: &cn::publish::Anomaly| Anomaly {
        code: odd.code.clone(),
        sentence: odd.sentence.clone(),
        printed: odd.printed,
    };
    let fields = |name: &str| notice.record.get(name).and_then(Value::as_object);
    let (unread, rest) = (fields("unread"), fields("rest"));
    let others = unread.into_iter().chain(rest).flatten().filter(|(name, _)| *name != PRINTED);
    Source {
        address: notice.source_url.clone(),
        dated: notice.date,
        date_basis: notice.date_basis.clone(),
        anomalies: notice.anomalies.iter().map(anomaly).collect(),
        others: others.filter_map(fact).collect(),
        printed: rest.and_then(|rest| rest.get(PRINTED)).and_then(text),
    }
}

fn fact((name, value): (&String, &Value)) -> Option<Fact> {
    Some(Fact { name: name.replace('_', " "), value: text(value)? })
}

/// A value as the source gives it; nothing where it gives none.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    (!text.trim().is_empty()).then_some(text)
}
