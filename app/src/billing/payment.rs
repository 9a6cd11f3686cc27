//! What was received for an invoice: each payment with the way back of what a person recorded here, and recording one.

use super::api::{RecordPayment, TakeOut, TakePaymentBack, TakePaymentOut};
use crate::{
    components::{
        field::TextField,
        figure::{Amount, DayMark},
        form::{Checks, Refused, begin_anew_after, last_refused},
        icon::{Icon, IconMark},
        reason::Reason,
        views::CollectViews,
    },
    failure::Failure,
    use_words,
    wire::{Step, StepForm},
    words,
};
use leptos::{prelude::*, server_fn::ServerFn};
use model::{
    id::{InvoiceId, PaymentId},
    invoice::{InvoiceKind, Recorded},
    typed::amount_text,
    view::{InvoicePayment, InvoiceSheet},
};

/// The steps about payments.
#[derive(Clone, Copy)]
pub(super) struct Paying {
    record: Step<RecordPayment>,
    take_back: Step<TakePaymentBack>,
    payment_out: Step<TakePaymentOut>,
    pub(super) out: Step<TakeOut>,
}

impl Paying {
    pub(super) fn new() -> Self {
        let steps = Self { record: Step::new(), take_back: Step::new(), payment_out: Step::new(), out: Step::new() };
        let done = [steps.record.times_done(), steps.take_back.times_done(), steps.payment_out.times_done()];
        begin_anew_after(done, "amount");
        steps
    }

    /// How many steps were taken, so that the page asks again after each; an invoice that was taken out leads elsewhere.
    pub(super) fn taken(self) -> usize {
        self.record.version().get() + self.take_back.version().get() + self.payment_out.version().get()
    }

    fn refused(self) -> Signal<Option<Failure>> {
        last_refused([self.record.last(), self.take_back.last(), self.payment_out.last(), self.out.last()])
    }
}

/// What was received; `may` says whether the reader may record and take back, `follows` whether findings may be seen.
#[component]
pub(super) fn Payments(sheet: InvoiceSheet, steps: Paying, may: bool, follows: bool) -> impl IntoView {
    let w = use_words();
    let _checks = Checks::provide(steps.refused());
    let (id, version, open) = (sheet.id, sheet.version, sheet.outstanding.open);
    let payments = if sheet.payments.is_empty() {
        view! { <p class="soft">{w.t(words::matching::NO_PAYMENTS)}</p> }.into_any()
    } else {
        let rows = sheet
            .payments
            .into_iter()
            .map(|payment| view! { <Payment payment id version steps may follows /> })
            .collect_views();
        view! { <dl class="facts">{rows}</dl> }.into_any()
    };
    let payable = may && sheet.kind == InvoiceKind::Invoice && open.minor > 0;
    let record = payable.then(|| {
        let (amount, currency) = (amount_text(open, w.language()), open.currency.code().to_owned());
        view! {
            <section class="panel" aria-labelledby="record-payment">
                <h3 id="record-payment">{w.t(words::matching::RECORD_PAYMENT)}</h3>
                <StepForm step=steps.record attr:class="form">
                    <Subject id version />
                    <TextField
                        name="amount"
                        label=words::matching::AMOUNT_RECEIVED
                        hint=words::matching::RECORD_HINT
                        inputmode="decimal"
                        affix=currency
                        value=amount
                    />
                    <TextField
                        name="received_on"
                        label=words::matching::RECEIVED_ON
                        kind="date"
                        value=sheet.day.to_string()
                    />
                    <button class="button primary" type="submit">
                        {w.t(words::matching::RECORD_PAYMENT)}
                    </button>
                </StepForm>
            </section>
        }
    });
    view! {
        <section class="section" aria-labelledby="payments">
            <h2 id="payments">{w.t(words::matching::PAYMENTS)}</h2>
            <Refused failure=steps.refused() />
            {payments}
            {record}
        </section>
    }
}

/// The invoice that a step is about, and the version that was read.
#[component]
pub(super) fn Subject(id: InvoiceId, version: i32) -> impl IntoView {
    view! {
        <input type="hidden" name="id" value=id.to_string() />
        <input type="hidden" name="version" value=version.to_string() />
    }
}

#[component]
fn Payment(
    payment: InvoicePayment,
    id: InvoiceId,
    version: i32,
    steps: Paying,
    may: bool,
    follows: bool,
) -> impl IntoView {
    let w = use_words();
    let InvoicePayment { payment, by_person, by, imported, file } = payment;
    let on_finding = payment.recorded.map(|recorded| on_finding(recorded, follows));
    let by = by.map(|name| {
        view! { <span class="second">{w.with(words::matching::RECORDED_BY, &[("name", &name)])}</span> }
    });
    let back = (may && by_person).then(|| {
        let text = w.with(words::matching::TAKE_PAYMENT_BACK_TEXT, &[("amount", &w.money(payment.amount))]);
        view! {
            <details class="give-up" open=refused_of(steps.take_back, payment.id)>
                <summary>
                    <IconMark icon=Icon::Undo />
                    {w.t(words::matching::TAKE_PAYMENT_BACK)}
                </summary>
                <StepForm step=steps.take_back attr:class="form">
                    <Subject id version />
                    <input type="hidden" name="payment" value=payment.id.to_string() />
                    <p class="small">{text}</p>
                    <button class="button" type="submit">
                        {w.t(words::matching::TAKE_PAYMENT_BACK_NOW)}
                    </button>
                </StepForm>
            </details>
        }
    });
    let file = file.map(|file| {
        view! { <span class="second">{w.with(words::invoice_page::FROM_FILE, &[("file", &file)])}</span> }
    });
    let out = (may && imported).then(|| {
        let text = w.with(words::invoice_page::TAKE_PAYMENT_OUT_TEXT, &[("amount", &w.money(payment.amount))]);
        view! {
            <details class="give-up" open=refused_of(steps.payment_out, payment.id)>
                <summary>
                    <IconMark icon=Icon::Undo />
                    {w.t(words::invoice_page::TAKE_PAYMENT_OUT)}
                </summary>
                <StepForm step=steps.payment_out attr:class="form">
                    <Subject id version />
                    <input type="hidden" name="payment" value=payment.id.to_string() />
                    <p class="small">{text}</p>
                    <Reason of=payment.id.to_string() step=steps.payment_out beside="payment" />
                    <button class="button" type="submit">
                        {w.t(words::invoice_page::TAKE_OUT_NOW)}
                    </button>
                </StepForm>
            </details>
        }
    });
    view! {
        <div>
            <dt>
                <DayMark day=payment.received_on />
            </dt>
            <dd>
                <Amount money=payment.amount /> {on_finding} {by} {file} {back} {out}
            </dd>
        </div>
    }
}

/// Whether a step about a payment was refused just now: its fold stays open, with the reason in it.
fn refused_of<S: ServerFn<Error = Failure>>(step: Step<S>, payment: PaymentId) -> bool {
    untrack(|| step.refused().get().is_some() && step.sent_with(&payment.to_string()))
}

/// That a payment was recorded on a finding, with the way there for whoever may see findings.
fn on_finding(recorded: Recorded, follows: bool) -> AnyView {
    let said = use_words().t(words::matching::RECORDED_BY_HAND);
    if follows {
        let address = format!("/leakage/{}", recorded.finding);
        return view! { <a class="second" href=address>{said}</a> }.into_any();
    }
    view! { <span class="second">{said}</span> }.into_any()
}
