//! Who is signed in, for the frame of a page. Every page is made while this is known, so that no
//! part of a page must hand it on to the next.

use app::accounts::Known;

tokio::task_local! {
    /// Whose request it is.
    static SIGNED: Known;
}

/// Makes an answer in somebody's name.
pub async fn in_name_of<F: Future>(known: Known, answer: F) -> F::Output {
    SIGNED.scope(known, answer).await
}

/// Who is signed in; nobody where desks are open.
pub fn in_whose_name() -> Option<Known> {
    SIGNED.try_with(Known::clone).ok()
}
