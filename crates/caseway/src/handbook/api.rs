//! The API's resources, from the table that also makes the router and the OpenAPI description.

use web::api::routes::{Gives, Method, Takes, described};

use super::{code, table};

/// The chapter.
pub fn chapter() -> String {
    let words = "Acts are done by `POST` to the thing that they make; `GET` of the same address \
                 says what stands in the way. The whole description, with every field, is \
                 `GET /api/openapi.json` or `caseway openapi`.\n\n";
    let resources = described();
    let rows = resources.iter().flat_map(|resource| {
        resource.methods.iter().map(|method| {
            let address = format!("{} {}", method.verb.to_uppercase(), resource.path);
            vec![code(address), method.summary.to_owned(), takes(method), gives(method)]
        })
    });
    format!("{words}{}", table(&["Address", "What it does", "Takes", "Gives"], rows))
}

fn takes(method: &Method) -> String {
    let words = match method.takes {
        Takes::Nothing => "",
        Takes::Json(_) => "a JSON document",
        Takes::List => "the query of a list",
        Takes::Feed => "`after`",
        Takes::Day => "`on`, a day",
        Takes::Version => "`version`, of a paper",
        Takes::Against => "`against`, a version",
        Takes::Format => "`format`",
        Takes::Act(..) => "the act's fields",
        Takes::Content | Takes::Lines => "the content",
        Takes::Notices => "the content, and `name`",
        Takes::Odd => "`code` and the page",
        Takes::Rules => "`q`, `group`, `kind`, `confidence`, `on`",
    };
    words.to_owned()
}

fn gives(method: &Method) -> String {
    match method.gives {
        Gives::Json(schema) => schema.to_owned(),
        Gives::Receipt => "Receipt".to_owned(),
        Gives::Pdf => "PDF".to_owned(),
        Gives::File => "the content".to_owned(),
    }
}
