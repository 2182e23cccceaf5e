//! The notice that an offer expired as paper shows it.

use app::papers::{Contents, NotPrinted};
use documents::ExpiryNotice;
use terms::{Desk, Version};

use super::{offer, office, purchaser};

/// The view.
pub fn view(contents: &Contents) -> Result<ExpiryNotice, NotPrinted> {
    let case = &contents.case;
    let opened = case.opened.as_ref().zip(case.case()).zip(purchaser(contents));
    let expired = contents.version.zip(case.offer.expires_on);
    let (Some(((opened, id), purchaser)), Some((version, expired_on))) = (opened, expired) else {
        let sentence = format!("No offer of the case {} is recorded as expired.", contents.file);
        return Err(NotPrinted::Nothing(sentence));
    };
    let nation = &contents.nation;
    let total = case.offer.approved.as_ref().map(|approved| approved.summary.printed().total);
    let rule = contents.rule("OED-006");
    Ok(ExpiryNotice {
        office: office(contents),
        purchaser,
        copies: vec![nation.desk(Desk::SecurityCooperation).to_owned()],
        case: id.clone(),
        version,
        number: case.offer.number,
        references: offer::references(contents),
        nickname: opened.nickname.clone(),
        description: opened.description.clone(),
        total,
        offered_on: case.offer.offered_on,
        expired_on,
        in_force: (version != Version::Basic).then(|| case.version_in_force()),
        transmittals: offer::transmittals(case).unwrap_or_default(),
        concurring: nation.desk(Desk::Countersigner).to_owned(),
        rule: rule.map(|row| format!("{}. {} ({})", row.id, row.rule, row.citation)),
    })
}
