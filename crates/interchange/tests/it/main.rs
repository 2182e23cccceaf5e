//! Files of notices as they come: our own extract, hostile lines, and the public file where it
//! lies beside the checkout.

mod extract;
mod hostile;
mod public_file;
