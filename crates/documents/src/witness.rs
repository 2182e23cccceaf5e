//! The checkpoint of the log on a paper, drawn as a QR code. Whoever keeps the paper is a witness
//! without a machine: a log that was rewritten later cannot be made to agree with it.

use std::fmt::Write as _;

use qrcode::{EcLevel, QrCode, types::Color};
use serde::Serialize;

use crate::Unprintable;

/// What a template shows of a checkpoint.
#[derive(Debug, Serialize)]
pub(crate) struct Witness {
    /// The QR code as a drawing.
    svg: String,
    /// How many entries the checkpoint is over.
    entries: String,
    /// The root of the log over them.
    root: String,
}

/// White room around a code, in modules; readers look for it.
const QUIET: usize = 4;

/// Reads a checkpoint, a signed note, and draws it.
pub(crate) fn of(checkpoint: &str) -> Result<Witness, Unprintable> {
    let mut lines = checkpoint.lines().skip(1).map(str::to_owned);
    let (Some(entries), Some(root)) = (lines.next(), lines.next()) else {
        return Err(Unprintable::Checkpoint);
    };
    let letters = |sign: char| sign.is_ascii_alphanumeric() || "+/=".contains(sign);
    if !entries.chars().all(|sign| sign.is_ascii_digit()) || !root.chars().all(letters) {
        return Err(Unprintable::Checkpoint);
    }
    Ok(Witness { svg: drawn(checkpoint)?, entries, root })
}

/// Draws a text: each run of dark modules of a row is a bar of one path.
fn drawn(text: &str) -> Result<String, Unprintable> {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M);
    let code = code.map_err(|_| Unprintable::Checkpoint)?;
    let (width, side) = (code.width(), code.width() + 2 * QUIET);
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, other| one == other) {
            if run[0] == Color::Dark {
                let (left, top, long) = (x + QUIET, y + QUIET, run.len());
                write!(path, "M{left} {top}h{long}v1h-{long}z")
                    .expect("texts take what is written");
            }
            x += run.len();
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" \
         height=\"{side}\"><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, Paper};

    /// Reads the bars of a drawing as a camera would see them.
    fn seen(svg: &str) -> String {
        // A camera sees several points of each module.
        const POINTS: usize = 4;
        let number = |text: &str| text.parse::<usize>().expect("a whole number");
        let side = number(svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap());
        let mut dark = vec![vec![false; side]; side];
        let path = svg.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
        for bar in path.split('M').skip(1) {
            let (at, long) = bar.split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let (x, y, long) = (number(x), number(y), number(long.split('v').next().unwrap()));
            dark[y][x..x + long].fill(true);
        }
        let mut camera =
            rqrr::PreparedImage::prepare_from_greyscale(side * POINTS, side * POINTS, |x, y| {
                if dark[y / POINTS][x / POINTS] { 0 } else { 255 }
            });
        let grids = camera.detect_grids();
        let [grid] = grids.as_slice() else { panic!("{} codes", grids.len()) };
        grid.decode().expect("the code can be read").1
    }

    #[test]
    fn a_camera_reads_the_signed_note() {
        let (_, release) = Paper::sample(Kind::Offer);
        let note = release.proof.checkpoint.expect("the sample carries a checkpoint");
        let witness = of(&note).unwrap();
        assert_eq!(seen(&witness.svg), note);
        assert!(note.contains(&format!("\n{}\n{}\n\n", witness.entries, witness.root)));
    }

    #[test]
    fn what_is_no_checkpoint_or_too_long_for_a_code_is_refused() {
        for note in ["one line", "log.example\nmany\nroot\n", "log.example\n7\n#root\n"] {
            assert_eq!(of(note).unwrap_err(), Unprintable::Checkpoint);
        }
        let long = format!("log.example\n7\nroot\n\n{}\n", "x".repeat(3_000));
        assert_eq!(of(&long).unwrap_err(), Unprintable::Checkpoint);
    }
}
