//! The policies, compiled once, and what they say.

use std::{
    collections::{HashMap, HashSet},
    str::FromStr as _,
    sync::LazyLock,
};

use cedar_policy::{
    Authorizer, Context, Entities, Entity, EntityUid, Policy, PolicyId, PolicySet, Request,
    RestrictedExpression as Value,
};
use serde::Serialize;
use terms::PurchaserCode;

use crate::{Action, Principal, Resource};

/// What policies may ask of.
pub const SCHEMA: &str = include_str!("../../../policies/schema.cedarschema");

/// Every file of policies, by name.
pub const POLICIES: &[(&str, &str)] = &[
    ("everybody.cedar", include_str!("../../../policies/everybody.cedar")),
    ("office.cedar", include_str!("../../../policies/office.cedar")),
    ("purchaser.cedar", include_str!("../../../policies/purchaser.cedar")),
];

/// What the policies say, and which of them made it so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// Whether it may be.
    pub allow: bool,
    /// The policies that decided, by name; none where nothing permits it.
    pub policies: Vec<String>,
}

/// Asks the policies. What none permits is refused, and so is what cannot be asked.
pub fn decide(principal: &Principal, action: Action, resource: &Resource) -> Decision {
    let nothing = Decision { allow: false, policies: Vec::new() };
    let Some((request, entities)) = question(principal, action, resource) else { return nothing };
    let answer = Authorizer::new().is_authorized(&request, &SET, &entities);
    let allow = answer.decision() == cedar_policy::Decision::Allow
        && answer.diagnostics().errors().next().is_none();
    let mut policies: Vec<String> =
        answer.diagnostics().reason().map(ToString::to_string).collect();
    policies.sort();
    Decision { allow, policies }
}

static SET: LazyLock<PolicySet> = LazyLock::new(|| {
    let files = POLICIES.iter().map(|(name, text)| {
        PolicySet::from_str(text).unwrap_or_else(|error| panic!("policies/{name}: {error}"))
    });
    let mut named = PolicySet::new();
    for file in files {
        for policy in file.policies() {
            named.add(with_its_name(policy)).expect("no two policies have one name");
        }
    }
    named
});

/// A policy under the name that it bears itself: reasons are told by it.
fn with_its_name(policy: &Policy) -> Policy {
    let name = policy.annotation("id");
    let name = name.unwrap_or_else(|| panic!("a policy bears no @id: {policy}"));
    policy.new_id(PolicyId::new(name))
}

/// The question as the policies are asked it; `None` where an identifier cannot be one.
fn question(who: &Principal, action: Action, what: &Resource) -> Option<(Request, Entities)> {
    let person = uid("Person", &who.person)?;
    let thing = uid("Thing", what.id.as_deref().unwrap_or("any"))?;
    let request = Request::new(
        person.clone(),
        uid("Action", action.code())?,
        thing.clone(),
        Context::empty(),
        None,
    );
    let entities = [
        Entity::new(person, of_person(who), HashSet::new()).ok()?,
        Entity::new(thing, of_thing(who, what), HashSet::new()).ok()?,
    ];
    Some((request.ok()?, Entities::from_entities(entities, None).ok()?))
}

fn of_person(who: &Principal) -> HashMap<String, Value> {
    let mut all = HashMap::from([
        ("kind".to_owned(), text(who.kind.code())),
        ("strength".to_owned(), text(who.strength.code())),
        ("desks".to_owned(), texts(who.desks.iter().map(|desk| desk.code()))),
    ]);
    all.extend(who.body.as_deref().map(|body| ("body".to_owned(), text(body))));
    all.extend(who.nation.as_ref().map(|nation| ("nation".to_owned(), text(nation.as_str()))));
    all
}

fn of_thing(who: &Principal, what: &Resource) -> HashMap<String, Value> {
    let ours = who.nation.is_none();
    let may_read = ours || what.marking.may_go_to(who.nation.as_ref());
    let mut all = HashMap::from([
        ("kind".to_owned(), text(what.thing.code())),
        ("nations".to_owned(), texts(what.nations.iter().map(PurchaserCode::as_str))),
        ("assigned".to_owned(), texts(what.assigned.iter().map(String::as_str))),
        ("released".to_owned(), Value::new_bool(what.released)),
        ("may_read".to_owned(), Value::new_bool(may_read)),
    ]);
    all.extend(what.body.as_deref().map(|body| ("body".to_owned(), text(body))));
    all.extend(what.stage.as_deref().map(|stage| ("stage".to_owned(), text(stage))));
    all
}

fn uid(kind: &str, id: &str) -> Option<EntityUid> {
    let kind = cedar_policy::EntityTypeName::from_str(kind).ok()?;
    Some(EntityUid::from_type_name_and_id(kind, cedar_policy::EntityId::new(id)))
}

fn text(word: &str) -> Value {
    Value::new_string(word.to_owned())
}

fn texts<'a>(words: impl Iterator<Item = &'a str>) -> Value {
    Value::new_set(words.map(text))
}

#[cfg(test)]
mod tests {
    use cedar_policy::{Schema, ValidationMode, Validator};
    use proptest::prelude::*;
    use terms::Desk;

    use super::*;
    use crate::{Kind, Strength, Thing};

    fn nation(code: &str) -> PurchaserCode {
        code.parse().unwrap()
    }

    fn purchaser(code: &str) -> Principal {
        Principal::signed_in("pia", Kind::Purchaser, [Desk::PurchaserOfficial])
            .of_nation(Some(nation(code)))
    }

    fn official(desk: Desk) -> Principal {
        Principal::signed_in("ada", Kind::Official, [desk])
    }

    #[test]
    fn policies_hold_to_their_schema() {
        let (schema, warnings) = Schema::from_cedarschema_str(SCHEMA).unwrap();
        assert_eq!(warnings.count(), 0);
        let found = Validator::new(schema).validate(&SET, ValidationMode::Strict);
        let errors: Vec<String> = found.validation_errors().map(ToString::to_string).collect();
        let doubts: Vec<String> = found.validation_warnings().map(ToString::to_string).collect();
        assert_eq!((errors, doubts), (Vec::new(), Vec::new()));
    }

    #[test]
    fn questions_hold_to_the_schema() {
        let (schema, _) = Schema::from_cedarschema_str(SCHEMA).unwrap();
        let who = Principal { body: Some("DSCA".into()), ..purchaser("BN") };
        for action in Action::ALL.iter().copied() {
            for thing in Thing::ALL.iter().copied() {
                let what = Resource {
                    stage: Some("offered".to_owned()),
                    body: Some("Navy".to_owned()),
                    assigned: vec!["ada".to_owned()],
                    ..Resource::any(thing).of([nation("BN")])
                };
                let (asked, entities) = question(&who, action, &what).unwrap();
                let all = entities.iter().cloned();
                Entities::from_entities(all, Some(&schema)).unwrap();
                let (p, a, r) = (asked.principal(), asked.action(), asked.resource());
                let (p, a, r) = (p.unwrap().clone(), a.unwrap().clone(), r.unwrap().clone());
                Request::new(p, a, r, Context::empty(), Some(&schema)).unwrap();
            }
        }
    }

    #[test]
    fn a_purchaser_sees_its_own_released_things_and_nothing_else() {
        let own = Resource::any(Thing::Case).of([nation("BN")]);
        let decision = decide(&purchaser("BN"), Action::OpenFile, &own.clone().released());
        assert!(decision.allow);
        assert_eq!(decision.policies, ["purchaser-sees-what-was-released"]);
        assert!(!decide(&purchaser("BN"), Action::OpenFile, &own).allow, "not released");
        let released = own.clone().released();
        assert!(!decide(&purchaser("JA"), Action::OpenFile, &released).allow, "of another");
        let inside = released.clone().under("U//INTERNAL".parse().unwrap());
        let kept = decide(&purchaser("BN"), Action::OpenFile, &inside);
        assert!(!kept.allow, "kept from the purchaser");
        assert_eq!(kept.policies, ["marked-content-stays-with-those-who-may-read-it"]);
        let elsewhere = released.under("CUI//REL TO USA, JA".parse().unwrap());
        assert!(!decide(&purchaser("BN"), Action::OpenFile, &elsewhere).allow, "not for it");
        assert!(decide(&purchaser("BN"), Action::Act, &own).allow);
        assert!(!decide(&purchaser("JA"), Action::Act, &own).allow);
    }

    #[test]
    fn desks_of_the_office_have_their_own_limits() {
        let case = Resource::any(Thing::Case).of([nation("BN")]);
        let may = |desk, action| decide(&official(desk), action, &case).allow;
        assert!(may(Desk::CaseManager, Action::OpenFile));
        assert!(may(Desk::CaseManager, Action::Act));
        assert!(may(Desk::Auditor, Action::SeeHistory));
        assert!(!may(Desk::Auditor, Action::Act), "reads everything, changes no record");
        assert!(!may(Desk::Administrator, Action::OpenFile), "no case content");
        assert!(!may(Desk::CaseManager, Action::Administer));
        assert!(!may(Desk::PurchaserOfficial, Action::OpenFile), "no desk of the office");
        let register = Resource::any(Thing::Office);
        assert!(decide(&official(Desk::Administrator), Action::Act, &register).allow);
    }

    fn anybody() -> impl Strategy<Value = Principal> {
        let kinds = prop::sample::select(Kind::ALL.to_vec());
        let desks = prop::collection::vec(prop::sample::select(Desk::ALL.to_vec()), 0..4);
        let nations = prop::sample::select(vec!["BN", "JA", "UK"]);
        (kinds, desks, nations).prop_map(|(kind, desks, code)| {
            let abroad = matches!(kind, Kind::Purchaser | Kind::Forwarder);
            Principal::signed_in("somebody", kind, desks).of_nation(abroad.then(|| nation(code)))
        })
    }

    fn anything() -> impl Strategy<Value = Resource> {
        let things = prop::sample::select(Thing::ALL.to_vec());
        let nations = prop::collection::vec(prop::sample::select(vec!["BN", "JA", "UK"]), 0..3);
        (things, nations, any::<bool>()).prop_map(|(thing, nations, released)| Resource {
            released,
            ..Resource::any(thing).of(nations.into_iter().map(nation))
        })
    }

    fn wanted() -> impl Strategy<Value = Action> {
        prop::sample::select(Action::ALL.to_vec())
    }

    const FREE: [Action; 4] =
        [Action::OwnAccount, Action::SeeLaw, Action::SeeLog, Action::SeeProof];

    proptest! {
        #[test]
        fn nobody_abroad_gets_what_is_not_their_nations(
            who in anybody(), action in wanted(), what in anything(),
        ) {
            let allow = decide(&who, action, &what).allow;
            if let Some(nation) = &who.nation {
                let free = FREE.contains(&action) || action == Action::Upload;
                prop_assert!(!allow || free || what.nations.contains(nation));
            }
        }

        #[test]
        fn who_has_no_desk_and_the_public_get_what_needs_no_trust(
            who in anybody(), action in wanted(), what in anything(),
        ) {
            let who = Principal { desks: Vec::new(), nation: None, ..who };
            prop_assert_eq!(decide(&who, action, &what).allow, FREE.contains(&action));
            let public = decide(&Principal::public(), action, &what).allow;
            prop_assert_eq!(public, FREE.contains(&action));
        }

        #[test]
        fn each_decision_names_its_policies(
            who in anybody(), action in wanted(), what in anything(),
        ) {
            let decision = decide(&who, action, &what);
            prop_assert!(!decision.allow || !decision.policies.is_empty());
            let sandbox = decide(&who.by(Strength::OpenDesk), action, &what);
            prop_assert!(sandbox.policies.iter().any(|p| p == "open-desks-and-console")
                || !sandbox.allow);
        }
    }
}
