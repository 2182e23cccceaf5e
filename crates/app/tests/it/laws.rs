//! Any acts, through the one door: the read models stay what the journal says, and the log stands.

use app::{ActError, Order, Target};
use terms::Moment;
use testkit::{
    TestOffice,
    random::{self, BEGINNINGS, Draws},
};

const ACTS: u64 = 150;

/// Does random acts; tells how many passed and how many were refused.
async fn any_acts(office: &TestOffice, seed: u64) -> (u32, u32) {
    let (mut passed, mut refused) = (0, 0);
    for number in 0..ACTS {
        let drawn = random::act(&mut Draws(seed * ACTS + number));
        office.clock().set(Moment::midday(drawn.on));
        let act = drawn.name().to_owned();
        let order = Order {
            target: Target::File(drawn.stream),
            act,
            arguments: drawn.arguments,
            who: drawn.who,
            expected: None,
            key: (number % 3 == 0).then(|| format!("key-{seed}-{number}")),
        };
        let again = order.clone();
        let done = office.act(order).await;
        match &done {
            Ok(_) => passed += 1,
            Err(ActError::Refused(_)) => refused += 1,
            Err(ActError::Invalid(_) | ActError::Unknown { .. }) => {}
            Err(other) => panic!("{} {}: {other:#}", again.act, again.arguments),
        }
        if again.key.is_some() {
            let repeated = office.act(again).await;
            assert_eq!(format!("{done:?}"), format!("{repeated:?}"), "a key has one answer");
        }
    }
    (passed, refused)
}

#[tokio::test]
async fn any_acts_leave_read_models_that_the_journal_says() {
    let (mut passed, mut refused) = (0, 0);
    for (seed, (stream, end)) in (0..).zip(BEGINNINGS) {
        let mut office = TestOffice::new().await;
        office.brought_to(&format!("bases/patrol-boats until {stream} {end}")).await;
        let counts = any_acts(&office, seed).await;
        (passed, refused) = (passed + counts.0, refused + counts.1);
        for compared in office.compare_views(|_, _| {}).await.unwrap() {
            assert!(compared.same(), "seed {seed}, from {stream} {end}: {compared:?}");
        }
    }
    assert!(passed > 100 && refused > 300, "too tame: {passed} passed, {refused} refused");
}

#[tokio::test]
async fn any_acts_leave_the_same_read_models_on_postgres() {
    for (seed, (stream, end)) in (0..).zip(BEGINNINGS).skip(8).step_by(2) {
        let Some(mut there) = TestOffice::postgres().await else { return };
        let mut here = TestOffice::new().await;
        let start = format!("bases/patrol-boats until {stream} {end}");
        here.brought_to(&start).await;
        there.brought_to(&start).await;
        assert_eq!(any_acts(&here, seed).await, any_acts(&there, seed).await);
        let (here, there) =
            (here.compare_views(|_, _| {}).await, there.compare_views(|_, _| {}).await);
        assert_eq!(here.unwrap(), there.unwrap(), "seed {seed}, from {start}");
    }
}
