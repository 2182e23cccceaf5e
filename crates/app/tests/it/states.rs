//! Long files are kept as they stand: after a restart they are read from there, `verify` looks
//! through what is kept, and a rebuild throws it away.

use app::{Office, verify::Known};
use store::value::Stmt;
use terms::StreamId;
use testkit::TestOffice;

use crate::orders::{contact, register};

/// A purchaser with so many contacts.
async fn contacts(office: &TestOffice, from: usize, count: usize) -> StreamId {
    let code = "BN".parse().unwrap();
    if from == 0 {
        register(office, &[code]).await;
    }
    let code = "BN".parse().unwrap();
    for round in from..from + count {
        office.act(contact(&code, &format!("contact {round}"))).await.unwrap();
    }
    "purchaser/BN".parse().unwrap()
}

async fn tamper(office: &Office, set: &'static str) {
    office.store().write(vec![Stmt::new(set, vec![])]).await.unwrap();
}

async fn kept(office: &Office, stream: &StreamId) -> u64 {
    office.store().latest(stream).await.unwrap().kept
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_file_is_kept_and_read_again_as_it_was() {
    for office in TestOffice::each().await {
        contacts(&office, 0, 520).await;
        let stream = contacts(&office, 520, 1).await;
        assert_eq!(office.keep_due_states().await.unwrap(), 1);
        assert_eq!(office.keep_due_states().await.unwrap(), 0, "once is enough");
        let version = office.file(&stream).await.unwrap().head().version;
        assert_eq!(kept(&office, &stream).await, version);
        contacts(&office, 521, 3).await;
        let before = format!("{:?}", office.file(&stream).await.unwrap());
        let office = office.reopened().await;
        assert_eq!(format!("{:?}", office.file(&stream).await.unwrap()), before);
        // An act on the file that was read goes on from there.
        contacts(&office, 524, 1).await;
        let verified = office.verify(&Known::default(), |_, _| {}).await.unwrap();
        assert_eq!((verified.states, verified.unusable_states.len()), (1, 0));
        assert_eq!(office.keep_due_states().await.unwrap(), 0, "it was kept lately");
        office.rebuild(|_, _| {}).await.unwrap();
        assert_eq!(kept(&office, &stream).await, 0, "a rebuild throws it away");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn verify_names_what_is_kept_and_cannot_be_used() {
    for office in TestOffice::each().await {
        let stream = contacts(&office, 0, 80).await;
        let file = office.file(&stream).await.unwrap();
        office.store().keep_state(&stream, &file).await.unwrap();
        tamper(&office, "update kept_state set digest = 'x'").await;
        let verified = office.verify(&Known::default(), |_, _| {}).await.unwrap();
        let said = "the kept state of purchaser/BN is not what was written; it was thrown away";
        assert_eq!((verified.states, verified.unusable_states), (0, vec![said.to_owned()]));
        let verified = office.verify(&Known::default(), |_, _| {}).await.unwrap();
        assert_eq!((verified.states, verified.unusable_states.len()), (0, 0));
        // An older state under the name of this version, with the right digest: whoever can do
        // that could have changed answers.
        let older = office.store().fold(&stream, case::File::new(stream.kind)).await.unwrap();
        let (version, body) = (older.head().version, altered(&older));
        office.store().keep_state(&stream, &older).await.unwrap();
        let events = office.store().read(&stream, version - 1).await.unwrap();
        let tip = store::codec::commitment_in(&events[0].entry).unwrap();
        let (stream, format) = (&stream.to_string(), case::kept::FORMAT);
        let digest = store::states::Place { stream, version, format, tip }.digest(&body);
        let set = "update kept_state set digest = $1, body = $2";
        let set = Stmt::new(set, vec![digest.into(), body.into()]);
        office.store().write(vec![set]).await.unwrap();
        let error = office.verify(&Known::default(), |_, _| {}).await.unwrap_err().to_string();
        assert!(error.contains("purchaser/BN is not what its events add up to"), "{error}");
        office.verify(&Known::default(), |_, _| {}).await.unwrap();
    }
}

/// The state with another word in it.
fn altered(file: &case::File) -> Vec<u8> {
    let text = String::from_utf8(case::kept::write(file)).unwrap();
    assert!(text.contains("contact 7"));
    text.replacen("contact 7", "contact 8", 1).into_bytes()
}
