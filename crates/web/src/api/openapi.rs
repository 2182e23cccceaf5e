//! The API's description: OpenAPI 3.1, made from the table of routes and from the acts' own field
//! lists, so that a form, the command line and the description ask for the same.

use axum::{Json, response::IntoResponse};
use case::{
    act::{Field, Input, Need},
    file,
};
use serde_json::{Map, Value, json};
use terms::Kind;

use super::{
    Answer, problem,
    routes::{Gives, Method, Resource, Takes, described},
};
use crate::who;

/// `GET /api/openapi.json`.
pub async fn serve() -> Answer {
    Ok(Json(document()).into_response())
}

/// The whole description.
pub fn document() -> Value {
    let mut paths = Map::new();
    for resource in described() {
        let methods = resource.methods.iter();
        let methods = methods.map(|method| (method.verb.to_owned(), operation(&resource, method)));
        let mut item: Map<String, Value> = methods.collect();
        let parameters = path_parameters(&resource.path);
        if !parameters.is_empty() {
            item.insert("parameters".to_owned(), parameters.into());
        }
        paths.insert(resource.path, item.into());
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Caseway",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "System of record for government-to-government defence sales",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": { "schemas": super::openapi_schemas::all() },
    })
}

fn operation(resource: &Resource, method: &Method) -> Value {
    let mut operation = json!({
        "operationId": operation_id(resource, method),
        "summary": method.summary,
        "responses": responses(method),
    });
    let parameters = parameters(method);
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    match method.takes {
        Takes::Act(kind, act) => {
            let schema = arguments(kind, act, method.id);
            operation["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": schema } } });
            if let Some(about) = file::acts(kind).into_iter().find(|about| about.name == act) {
                operation["description"] = about.help.into();
                operation["x-desks"] = json!(about.desks);
            }
        }
        Takes::Json(name) => {
            let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
            operation["requestBody"] = json!({
                "required": true,
                "content": { "application/json": { "schema": schema } },
            });
        }
        Takes::Content | Takes::Notices | Takes::Lines => {
            let schema = json!({ "type": "string", "format": "binary" });
            operation["requestBody"] = json!({
                "required": true,
                "content": { "application/octet-stream": { "schema": schema } },
            });
        }
        _ => {}
    }
    operation
}

/// The names of operations are unique: those of a file carry its kind.
fn operation_id(resource: &Resource, method: &Method) -> String {
    let mut parts = resource.path.trim_start_matches("/api/v1/").split('/');
    let kind = parts.next().unwrap_or_default();
    let of_file = parts.next() == Some("{id}");
    let thing = parts.next().unwrap_or_default();
    match (of_file, method.id) {
        (true, "why") => format!("{kind}.{thing}.why"),
        (true, id) => format!("{kind}.{id}"),
        (false, id) => id.to_owned(),
    }
}

fn path_parameters(path: &str) -> Vec<Value> {
    let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let parameter = |name: &str| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
    names.map(parameter).collect()
}

fn parameters(method: &Method) -> Vec<Value> {
    let query = |name: &str, schema: Value, text: &str| json!({ "name": name, "in": "query", "description": text, "schema": schema });
    let text = || json!({ "type": "string" });
    let rows = || json!({ "type": "integer", "minimum": 1, "maximum": 200 });
    let header = |name: &str, text: &str| json!({ "name": name, "in": "header", "description": text, "schema": { "type": "string" } });
    match method.takes {
        Takes::Nothing | Takes::Content | Takes::Lines | Takes::Json(_) => Vec::new(),
        Takes::List => vec![
            query("limit", rows(), "Rows of a page."),
            query("after", text(), "Where the page begins: `next` of the page before."),
            query("q", text(), "Words to be found."),
            query("state", text(), "Stage code."),
            query("purchaser", text(), "Customer code."),
            query(
                "gate",
                text(),
                "Of cases: `open`, `held`, `none`, or the first rule that holds the next act.",
            ),
            query("sort", text(), &format!("Order: {}.", super::lists::orders(method.id))),
        ],
        Takes::Notices => vec![query("name", text(), "The name of the file, for the report.")],
        Takes::Odd => vec![
            query("limit", rows(), "Rows of a page."),
            query("after", text(), "Where the page begins: `next` of the page before."),
            query("code", text(), "Only this kind."),
        ],
        Takes::Rules => of_rules(query, text),
        Takes::Feed => vec![
            query("after", json!({ "type": "integer", "minimum": 0 }), "Events after this number."),
            query(
                "limit",
                json!({ "type": "integer", "minimum": 1, "maximum": 1_000 }),
                "At most so many.",
            ),
        ],
        Takes::Against => vec![query(
            "against",
            text(),
            "The version to compare with; the one that it was made from when left out.",
        )],
        Takes::Version => vec![query(
            "version",
            text(),
            "The version that is printed, such as A1; the newest of its kind when left out.",
        )],
        Takes::Day => vec![query(
            "on",
            json!({ "type": "string", "format": "date" }),
            "An earlier day: the file and the law as they stood at its end.",
        )],
        Takes::Format => vec![
            query("format", json!({ "type": "string", "enum": ["json", "csv"] }), "The form."),
            query(
                "on",
                json!({ "type": "string", "format": "date" }),
                "A past day, for a report that can be made as of its end.",
            ),
        ],
        Takes::Act(..) => vec![
            header(
                "Idempotency-Key",
                "The same key with the same order gets the same answer for 30 days; with another order it is refused.",
            ),
            header("If-Match", "The version of the file that the order was made on."),
            header(
                who::HEADER,
                "Who acts, such as ada@case-manager; left out, it is the desk whose duty the act is.",
            ),
        ],
    }
}

/// What the list of rules is narrowed by.
fn of_rules(query: impl Fn(&str, Value, &str) -> Value, text: impl Fn() -> Value) -> Vec<Value> {
    vec![
        query("q", text(), "Words that stand in the row."),
        query("group", text(), "The letters before the number, such as CN."),
        query("kind", text(), "law, regulation, policy, practice or proposal."),
        query("confidence", text(), "How far the source of the row was seen."),
        query(
            "on",
            json!({ "type": "string", "format": "date" }),
            "Rows in force on this day, and proposals.",
        ),
    ]
}

fn responses(method: &Method) -> Value {
    let schema = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let content = |kind: &str, schema: Value| json!({ kind: { "schema": schema } });
    let binary = || json!({ "type": "string", "format": "binary" });
    let ok = |content: Value| json!({ "description": "Done.", "content": content });
    let problem = content("application/problem+json", schema("Problem"));
    let mut responses = match method.gives {
        Gives::Json("Any") => json!({ "200": ok(content("application/json", json!({}))) }),
        Gives::Json("Upload") => {
            json!({ "201": ok(content("application/json", schema("Upload"))) })
        }
        Gives::Json(name) => json!({ "200": ok(content("application/json", schema(name))) }),
        Gives::Receipt => {
            let receipt = || ok(content("application/json", schema("Receipt")));
            json!({ "200": receipt(), "201": receipt() })
        }
        Gives::Pdf => json!({ "200": ok(content("application/pdf", binary())) }),
        Gives::File => json!({ "200": ok(content("application/octet-stream", binary())) }),
    };
    if method.takes == Takes::Feed {
        responses["200"]["content"]["text/event-stream"] =
            json!({ "schema": { "type": "string" } });
    }
    if method.takes == Takes::Format {
        responses["200"]["content"]["text/csv"] = json!({ "schema": { "type": "string" } });
    }
    responses["default"] = json!({
        "description": format!("A problem; its code is one of: {}.", codes()),
        "content": problem,
    });
    responses
}

fn codes() -> String {
    problem::CODES.iter().map(|(code, _)| *code).collect::<Vec<_>>().join(", ")
}

/// The schema of an act's arguments; opening a file over its list names the file in the body.
fn arguments(kind: Kind, act: &str, id: &str) -> Value {
    let about = file::acts(kind).into_iter().find(|about| about.name == act);
    let mut schema = object(about.map_or(&[], |about| about.fields));
    let named = match id {
        "newPurchaser" => Some(("code", "Customer code.")),
        "newNotification" => Some(("transmittal", "Transmittal number, such as 26-99.")),
        _ => None,
    };
    if let Some((name, text)) = named {
        schema["properties"][name] = json!({ "type": "string", "description": text });
        match schema["required"].as_array_mut() {
            Some(required) => required.push(name.into()),
            None => schema["required"] = json!([name]),
        }
    }
    schema
}

fn object(fields: &[Field]) -> Value {
    let properties: Map<String, Value> =
        fields.iter().map(|field| (field.name.to_owned(), property(field))).collect();
    let required: Vec<&str> =
        fields.iter().filter(|f| f.need == Need::Must).map(|field| field.name).collect();
    let mut schema =
        json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

fn property(field: &Field) -> Value {
    let mut schema = match field.input {
        Input::Text(longest) | Input::Long(longest) => {
            json!({ "type": "string", "maxLength": longest })
        }
        Input::Day => json!({ "type": "string", "format": "date" }),
        Input::Money => json!({ "type": "string", "examples": ["16,000,000.00"] }),
        Input::Count(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Input::Flag => json!({ "type": "boolean" }),
        Input::Choice(options) => {
            let codes: Vec<&str> = options.iter().map(|(code, _)| *code).collect();
            json!({ "type": "string", "enum": codes })
        }
        Input::Id(example, _) => json!({ "type": "string", "examples": [example] }),
        Input::Upload => json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" }),
        Input::Many(example, _) => {
            json!({ "type": "array", "items": { "type": "string", "examples": [example] } })
        }
        Input::Records(fields) => json!({ "type": "array", "items": object(fields) }),
    };
    let help = match field.input {
        Input::Upload => "SHA-256 of a file that was uploaded, in hexadecimal",
        _ => field.help,
    };
    let hint = if help.is_empty() { String::new() } else { format!(" {help}.") };
    schema["description"] = format!("{}.{hint}", field.label).into();
    schema
}
