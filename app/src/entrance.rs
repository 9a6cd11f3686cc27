//! The ways in: signing in, the demonstration's entrance, and the set-up of an empty database.

mod api;
mod invitation;
mod set_up;
mod sign_in;

pub use api::{ChooseLanguage, ChooseTheme, EnterDemonstration, SetUp, SignIn, SignOut, viewer};
pub use invitation::InvitationPage;
pub use set_up::SetUpPage;
pub use sign_in::SignInPage;
