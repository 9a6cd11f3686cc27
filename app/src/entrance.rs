//! The ways in: signing in, the demonstration's entrance, and the set-up of an empty database.

mod api;
mod invitation;
mod set_up;
mod sign_in;

/// The way to the sign-in page that leads back to where somebody wanted to go.
pub fn way_in(wanted: &str) -> String {
    if wanted.trim_matches('/').is_empty() {
        return "/sign-in".to_owned();
    }
    let wanted: String = form_urlencoded::byte_serialize(wanted.as_bytes()).collect();
    format!("/sign-in?next={wanted}")
}

pub use api::{ChooseLanguage, ChooseTheme, EnterDemonstration, SetUp, SignIn, SignOut, viewer};
pub use invitation::InvitationPage;
pub use set_up::SetUpPage;
pub use sign_in::SignInPage;
