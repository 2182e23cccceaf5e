//! What signing in needs, on both databases.

use store::{
    Store,
    accounts::{self, Invitation, Kept, Session, Token},
    transfer,
};
use terms::Moment;

use crate::{
    place::Place,
    world::{Hand, noon, registered},
};

on_both! {
    what_is_kept_is_read_back,
    attempts_are_counted_together_for_a_while,
    credentials_are_carried_over_and_sessions_are_not,
    a_copy_of_an_older_schema_has_no_accounts,
}

fn session(id: &str, account: &str) -> Session {
    Session {
        id: id.to_owned(),
        account: account.to_owned(),
        strength: "passkey".to_owned(),
        source: "192.0.2.1".to_owned(),
        agent: "a browser".to_owned(),
        made: noon(),
        seen: noon(),
    }
}

fn kept(used: i64) -> Kept {
    Kept { id: "c1".to_owned(), body: "a digest".to_owned(), used }
}

async fn filled(store: &Store) {
    let token = Token { id: "t1".to_owned(), account: "ada".to_owned(), used: Moment::default() };
    let invitation = Invitation { account: "ada".to_owned(), body: "00".to_owned(), ends: noon() };
    let mut stmts = vec![
        accounts::keep("ada", &kept(0)),
        accounts::begin("d1", &session("s1", "ada")),
        accounts::begin("d2", &session("s2", "ben")),
        accounts::add_token("d3", &token),
    ];
    stmts.extend(accounts::invite("d4", &invitation));
    store.write(stmts).await.unwrap();
}

fn later(micros: i64) -> Moment {
    Moment::from_micros(noon().micros() + micros)
}

async fn what_is_kept_is_read_back(place: Place) {
    let store = place.open().await;
    filled(&store).await;
    assert_eq!(store.session("d1").await.unwrap(), Some(session("s1", "ada")));
    store.saw("d1", later(9)).await.unwrap();
    assert_eq!(store.sessions("ada").await.unwrap()[0].seen, later(9));
    store.write(vec![accounts::end("ben", "s1")]).await.unwrap();
    assert!(store.session("d1").await.unwrap().is_some(), "it is not ben's");
    store.write(vec![accounts::end_all("ada")]).await.unwrap();
    assert_eq!(store.session("d1").await.unwrap(), None);
    assert!(store.session("d2").await.unwrap().is_some());
    store.write(vec![accounts::used("ada", &kept(7))]).await.unwrap();
    assert_eq!(store.credentials("ada").await.unwrap()[0].used, 7);
    store.write(vec![accounts::forget("ada", "c1")]).await.unwrap();
    assert!(store.credentials("ada").await.unwrap().is_empty());
    store.used_token("d3", later(5)).await.unwrap();
    assert_eq!(store.token("d3").await.unwrap().unwrap().used, later(5));
    store.write(vec![accounts::revoke_token("ada", "t1")]).await.unwrap();
    assert_eq!(store.token("d3").await.unwrap(), None);
    let again = Invitation { account: "ada".to_owned(), body: "11".to_owned(), ends: noon() };
    store.write(accounts::invite("d5", &again).into()).await.unwrap();
    assert!(store.invitation("d4").await.unwrap().is_none(), "the earlier link is void");
    assert!(store.invitation("d5").await.unwrap().is_some());
}

async fn attempts_are_counted_together_for_a_while(place: Place) {
    let store = place.open().await;
    let window = 100;
    let count = async |at: i64| {
        let since = later(at - window).micros();
        store.attempt("account:ada", later(at), since).await.unwrap()
    };
    assert_eq!((count(0).await, count(50).await, count(99).await), (1, 2, 3));
    assert_eq!(count(100).await, 1, "the time of the first is over");
    assert_eq!(count(150).await, 2);
    let at_once = (0..20).map(|_| {
        let store = store.clone();
        tokio::spawn(async move { store.attempt("account:ben", noon(), 0).await.unwrap() })
    });
    let mut told = Vec::new();
    for one in at_once.collect::<Vec<_>>() {
        told.push(one.await.unwrap());
    }
    told.sort_unstable();
    assert_eq!(told.last(), Some(&20));
    assert!((1..).zip(&told).all(|(at, told)| at <= *told), "nobody is told less: {told:?}");
}

async fn credentials_are_carried_over_and_sessions_are_not(place: Place) {
    let from = place.open().await;
    filled(&from).await;
    let mut hand = Hand::on("purchaser/BN");
    let stream = hand.stream.clone();
    hand.add(&from, &[registered(&stream, "x")]).await.unwrap();
    let other = Place::sqlite();
    let to = other.open().await;
    transfer::all(&from, &to, |_, _| {}).await.unwrap();
    assert_eq!(to.credentials("ada").await.unwrap().len(), 1);
    assert!(to.token("d3").await.unwrap().is_some());
    assert!(to.session("d1").await.unwrap().is_none());
    assert!(to.invitation("d4").await.unwrap().is_none());
}

async fn a_copy_of_an_older_schema_has_no_accounts(place: Place) {
    let from = place.open().await;
    let mut hand = Hand::on("purchaser/BN");
    let stream = hand.stream.clone();
    hand.add(&from, &[registered(&stream, "x")]).await.unwrap();
    for table in ["credential", "token"] {
        place.tamper(&format!("drop table {table}")).await;
    }
    place.tamper("delete from migration where name = 'accounts'").await;
    let other = Place::sqlite();
    let to = other.open().await;
    transfer::all(&from, &to, |_, _| {}).await.unwrap();
    assert!(to.credentials("ada").await.unwrap().is_empty());
}
