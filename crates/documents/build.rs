//! Takes the six faces that papers use out of the seventeen that Typst's assets carry: the others
//! are eight megabytes that no paper would ever show.
#![expect(clippy::disallowed_methods, reason = "a build script makes files")]

use std::{env, error::Error, fs, path::Path};

/// Places of our faces among the embedded ones: four of Libertinus Serif for everything that is
/// read, two of `DejaVu` Sans Mono for what is compared letter by letter. A test of the crate
/// holds the names.
const FACES: [usize; 6] = [0, 1, 2, 4, 13, 16];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR")?;
    let embedded: Vec<&'static [u8]> = typst_assets::fonts().collect();
    for (number, place) in FACES.into_iter().enumerate() {
        fs::write(Path::new(&out).join(format!("face-{number}")), embedded[place])?;
    }
    Ok(())
}
