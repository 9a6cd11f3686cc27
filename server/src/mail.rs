//! Mails in words, handed to the server of the organisation.

use std::time::{Duration, SystemTime};

use app::words::{Words, key_date, notification as say};
use futures::{FutureExt, future::BoxFuture};
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::authentication::Credentials,
};
use model::view::VisitSheet;
use operations::mail::{Announcement, Letter, Post, Undelivered};

use crate::{
    config::{Config, Mail, MailTls, PublicAddress},
    failure::{Failure, Result},
    unsubscribe,
};

/// How long the server of mails may take for each of its answers.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a server answers to an address that it will never take.
const NO_SUCH_ADDRESS: [u16; 3] = [550, 551, 553];

/// A server that takes mails, and what they say of us.
#[derive(Debug)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    public: PublicAddress,
}

impl Smtp {
    /// The server that is configured, if one is.
    ///
    /// # Errors
    /// [`Failure::Configuration`] where its name cannot be used for a protected connection.
    pub fn of(config: &Config) -> Result<Option<Self>> {
        let Some(mail) = &config.mail else { return Ok(None) };
        let Mail { host, port, tls, credentials, from } = mail;
        let unusable = |cause: lettre::transport::smtp::Error| {
            Failure::Configuration(format!("smtp_host = \"{host}\" cannot be used: {cause}"))
        };
        let mut builder = match tls {
            MailTls::Implicit => AsyncSmtpTransport::<Tokio1Executor>::relay(host).map_err(unusable)?,
            MailTls::Starttls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(host).map_err(unusable)?,
            MailTls::None => AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host),
        };
        if let Some(port) = port {
            builder = builder.port(*port);
        }
        if let Some((user, password)) = credentials {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        let transport = builder.timeout(Some(PATIENCE)).build();
        Ok(Some(Self { transport, from: from.clone(), public: config.public.clone() }))
    }

    fn message(&self, letter: &Letter) -> std::result::Result<Message, Undelivered> {
        let address: Address = letter.address.parse().map_err(|cause| refused(&cause, true))?;
        let stop = letter.kinds().first().map(|kind| unsubscribe::address(&self.public, &letter.secret, *kind));
        let written = Written::of(letter, &self.public);
        // The same each time it is sent: whoever receives it twice drops the second.
        let id = format!("<{}@{}>", letter.id, self.public.authority.host());
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(letter.name.clone()), address))
            .subject(written.subject)
            .message_id(Some(id))
            .date(SystemTime::from(letter.at))
            .raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
        if let Some(stop) = stop {
            message = message
                .raw_header(header("List-Unsubscribe", format!("<{stop}>")))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
        message
            .multipart(MultiPart::alternative_plain_html(written.text, written.html))
            .map_err(|cause| refused(&cause, true))
    }
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

fn refused(cause: &dyn std::error::Error, for_good: bool) -> Undelivered {
    let mut said = cause.to_string();
    let mut inner = cause.source();
    while let Some(cause) = inner {
        said = format!("{said}: {cause}");
        inner = cause.source();
    }
    Undelivered { said, for_good }
}

impl Smtp {
    /// The announcement of a visit, in the language of whoever it is for.
    fn announcement(&self, announcement: Announcement) -> std::result::Result<Message, Undelivered> {
        let Announcement { id, name, address, at, from, visit } = announcement;
        let address: Address = address.parse().map_err(|cause| refused(&cause, true))?;
        let written =
            announced(&visit).ok_or_else(|| Undelivered { said: "it has no day".to_owned(), for_good: true })?;
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(name), address))
            .subject(written.subject)
            .message_id(Some(format!("<{id}@{}>", self.public.authority.host())))
            .date(SystemTime::from(at))
            .raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
        // Whoever planned the visit hears the answer; without an address that can be read it goes to the sender.
        if let Some((name, Ok(address))) = from.map(|(name, address)| (name, address.parse())) {
            message = message.reply_to(Mailbox::new(Some(name), address));
        }
        message
            .multipart(MultiPart::alternative_plain_html(written.text, written.html))
            .map_err(|cause| refused(&cause, true))
    }

    async fn hand_over(&self, message: Message) -> std::result::Result<(), Undelivered> {
        match self.transport.send(message).await {
            Ok(_taken) => Ok(()),
            Err(cause) => {
                let code = cause.status().map(u16::from);
                Err(refused(&cause, code.is_some_and(|code| NO_SUCH_ADDRESS.contains(&code))))
            }
        }
    }
}

impl Post for Smtp {
    fn send(&self, letter: Letter) -> BoxFuture<'_, std::result::Result<(), Undelivered>> {
        async move { self.hand_over(self.message(&letter)?).await }.boxed()
    }

    fn announce(&self, announcement: Announcement) -> BoxFuture<'_, std::result::Result<(), Undelivered>> {
        async move { self.hand_over(self.announcement(announcement)?).await }.boxed()
    }
}

/// A visit that has a day, as whoever is told of it reads it: what the letter says.
fn announced(visit: &VisitSheet) -> Option<Written> {
    let letter = app::service_visit::written(visit).ok()?;
    let (mut text, mut html) = (String::new(), String::new());
    let paragraph = |text: &mut String, html: &mut String, line: &str| {
        *text += &format!("{line}\n\n");
        *html += &format!("<p>{}</p>\n", escaped(line));
    };
    letter.opening.iter().for_each(|line| paragraph(&mut text, &mut html, line));
    html += "<ul>\n";
    for fact in &letter.facts {
        text += &format!("- {fact}\n");
        html += &format!("<li>{}</li>\n", escaped(fact));
    }
    text += "\n";
    html += "</ul>\n";
    letter.closing.iter().chain([&letter.sender]).for_each(|line| paragraph(&mut text, &mut html, line));
    Some(Written { subject: letter.subject, text, html: document(&letter.language, &html) })
}

fn document(language: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head><meta charset=\"utf-8\"><title>Avenant</title></head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// A letter in words.
struct Written {
    subject: String,
    text: String,
    html: String,
}

impl Written {
    fn of(letter: &Letter, public: &PublicAddress) -> Self {
        let w = Words(letter.language);
        let Letter { notices, more, name, secret, .. } = letter;
        let hello = w.with(say::HELLO, &[("name", name)]);
        let (mut text, mut html) = (format!("{hello}\n\n"), format!("<p>{}</p>\n<ul>\n", escaped(&hello)));
        for notice in notices {
            let (headline, about) = (say::headline(w, notice), say::about(w, notice));
            let link = format!("{public}{}", notice.leads_to());
            let amount = say::amount(w, notice).map(|amount| format!(" · {amount}")).unwrap_or_default();
            text += &format!("{headline}\n{about}{amount}\n{link}\n\n");
            html += &format!(
                "<li><p><strong><a href=\"{}\">{}</a></strong><br>{}{}</p></li>\n",
                escaped(&link),
                escaped(&headline),
                escaped(&about),
                escaped(&amount)
            );
        }
        html += "</ul>\n";
        if *more > 0 {
            let more = w.count(*more as u64, say::MORE_ONE, say::MORE_MANY);
            text += &format!("{more}\n\n");
            html += &format!("<p>{}</p>\n", escaped(&more));
        }
        let all = format!("{public}/notifications");
        text += &format!("{}\n{all}\n\n-- \n{}\n{public}/profile\n", w.t(say::ALL), w.t(say::WHY));
        html += &format!(
            "<p><a href=\"{all}\">{}</a></p>\n<hr>\n<p><small>{} <a href=\"{public}/profile\">{public}/profile</a></small></p>\n",
            escaped(w.t(say::ALL)),
            escaped(w.t(say::WHY))
        );
        for kind in letter.kinds() {
            let stop = w.with(say::STOP, &[("kind", w.t(key_date::kind(kind)))]);
            let link = unsubscribe::address(public, secret, kind);
            text += &format!("{stop}\n{link}\n");
            html += &format!("<p><small><a href=\"{}\">{}</a></small></p>\n", escaped(&link), escaped(&stop));
        }
        let html = document(letter.language.tag(), &html);
        Self { subject: say::subject(w, notices, *more), text, html }
    }
}

/// Text as it may stand in HTML.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_somebody_typed_is_no_html() {
        assert_eq!(escaped("<b a='\"'>&</b>"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;&lt;/b&gt;");
    }
}
