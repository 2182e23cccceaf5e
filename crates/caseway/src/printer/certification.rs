//! The notification of a case as paper shows it: our own draft, or a public notice as it was read.

use app::papers::{Contents, NotPrinted};
use case::{cn, lor::letter::Known};
use documents::{
    Certification,
    certification::{Anomaly, Fact, Item, Justification, Source},
};
use serde_json::Value;

use super::{agency, purchaser_name, yes_or_no};

/// The paragraph under which a notification of our own is made.
const OFFER: &str = "36(b)(1)";
/// The field of a read notice that holds its text as printed.
const PRINTED: &str = "raw_excerpt";

/// The view.
pub fn view(contents: &Contents) -> Result<Certification, NotPrinted> {
    let Some((file, notification)) = &contents.notification else {
        let sentence = format!("No notification of the case {} is on record.", contents.file);
        return Err(NotPrinted::Nothing(sentence));
    };
    match (&notification.published, &notification.prepared) {
        (Some(published), _) => Ok(as_published(published)),
        (None, Some(prepared)) => {
            let mut view = as_prepared(contents, prepared);
            view.transmittal = Some(file.to_string());
            view.delivered_on = notification.notified.as_ref().map(|n| n.given.delivered_on);
            Ok(view)
        }
        (None, None) => {
            Err(NotPrinted::Nothing(format!("The notification {file} was not prepared.")))
        }
    }
}

fn as_prepared(contents: &Contents, prepared: &cn::Prepared) -> Certification {
    let given = &prepared.given;
    let case = &contents.case;
    let letter = contents.request.as_ref().and_then(|(_, request)| request.letter.as_ref());
    let asked = || letter.and_then(|letter| letter.financing);
    let funding = case.terms.as_ref().map(|terms| terms.financing).or_else(asked);
    let item = |item: &cn::prepare::Item| Item {
        name: item.name.clone(),
        quantity: item.quantity,
        mde: yes_or_no(item.mde),
        remark: None,
    };
    Certification {
        transmittal: None,
        paragraph: OFFER.to_owned(),
        amends: None,
        purchaser: purchaser_name(contents),
        mde: Some(prepared.mde),
        other: Some(prepared.other),
        total: Some(prepared.total),
        description: case.opened.as_ref().map(|opened| opened.description.clone()),
        items: prepared.items.iter().map(item).collect(),
        funding: funding.map(|funding| funding.meaning().to_owned()),
        agency: agency(contents),
        designators: case.case().map(ToString::to_string).into_iter().collect(),
        prior_cases: given.prior_cases.clone(),
        commission: given.commission.clone(),
        technologies: Vec::new(),
        sensitivity: Some(given.sensitivity.clone()),
        delivered_on: None,
        justification: Justification {
            text: Some(given.justification.clone()),
            effect: Some(given.military_effect.clone()),
            contractors: given.contractors.clone(),
            offset: offset(given),
            personnel: None,
            edge: given.edge.clone(),
        },
        source: None,
    }
}

fn offset(given: &cn::prepare::Prepare) -> Option<String> {
    let said = match given.offset {
        Known::Yes => Some("An offset agreement is proposed."),
        Known::No => Some("No offset agreement is proposed."),
        Known::Unknown => None,
    };
    let parts: Vec<&str> = said.into_iter().chain(given.offset_text.as_deref()).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
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
        technologies: Vec::new(),
        sensitivity: None,
        delivered_on: notice.delivered_on,
        justification: Justification {
            contractors: notice.contractor.clone(),
            ..Justification::default()
        },
        source: Some(source(notice)),
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
