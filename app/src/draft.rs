//! What is half typed into a long form (`form.drafted`) is kept in its browser, by person and page, and offered back after a
//! reload or a step away. A script of the document, so that it works before the browser side is there.

use crate::words::{Words, contract_form as say};
use model::language::Language;

/// Only fields that differ from what the page brought are kept, so that a form that somebody else saved meanwhile gets back
/// what was typed and nothing else. A draft goes when its form was sent and the page is left, and when it is discarded. The offer
/// stands above the form once the browser side has taken the page over, which would not know what to do with it before; what
/// was chosen is said in its place, where the focus goes. Whoever left for a new customer and comes back (`resume` in the address)
/// is not asked; the customer is the new one then, whatever was typed there before.
const SCRIPT: &str = "\
    {let asked='';\
    const form=()=>document.querySelector('form.drafted');\
    const who=()=>document.querySelector('.menu-person b')?.textContent??'';\
    const key=()=>'draft:'+location.pathname+':'+who();\
    const place=()=>key()+location.search;\
    const read=k=>{try{return JSON.parse(localStorage.getItem(k))}catch{return null}};\
    const keep=(k,d)=>{try{d?localStorage.setItem(k,JSON.stringify(d)):localStorage.removeItem(k)}catch{}};\
    const sent=()=>{try{return sessionStorage.getItem('sent')}catch{return null}};\
    const send=k=>{try{k?sessionStorage.setItem('sent',k):sessionStorage.removeItem('sent')}catch{}};\
    const typed=e=>{const f=e.target;if(!f.name||f.type==='hidden'||f.form!==form()||!f.form)return;send();\
    const d=read(key())??{at:0,fields:{}};const check=f.type==='checkbox';\
    const now=check?f.checked:f.multiple?[...f.selectedOptions].map(o=>o.value):f.value;\
    const same=check?now===f.defaultChecked:f.options?[...f.options].every(o=>o.selected===o.defaultSelected):now===f.defaultValue;\
    const n=f.name+(check?'='+f.value:'');\
    if(same)delete d.fields[n];else d.fields[n]=now;\
    d.at=Date.now();asked=place();keep(key(),Object.keys(d.fields).length?d:null)};\
    addEventListener('input',typed);\
    addEventListener('submit',e=>{if(e.target===form())send(key())});\
    const find=n=>[...form()?.elements??[]].find(f=>f.name+(f.type==='checkbox'?'='+f.value:'')===n);\
    const restore=d=>{for(let i=0;i<40&&Object.keys(d.fields).some(n=>!find(n));i++){\
    const more=form().querySelector('.more-lines button.needs-script');if(!more)break;more.click()}\
    setTimeout(()=>{for(const[n,v]of Object.entries(d.fields)){const f=find(n);if(!f)continue;\
    if(f.type==='checkbox')f.checked=v;else if(f.multiple)for(const o of f.options)o.selected=v.includes(o.value);else f.value=v;\
    const box=f.closest('details');if(box)box.open=true;\
    f.dispatchEvent(new Event('input',{bubbles:true}));f.dispatchEvent(new Event('change',{bubbles:true}))}},100)};\
    let bar;const busy=()=>performance.now()<15e3&&!('hydrated' in document.documentElement.dataset);\
    const look=()=>{const here=form()?key():'';\
    const was=sent();if(was&&here!==was){keep(was,null);send()}\
    if(bar&&bar.dataset.key!==here){bar.remove();bar=null}\
    if(!here){asked='';return}\
    if(asked===place()||busy())return;asked=place();\
    const d=read(here);if(!d||document.querySelector('main [role=alert]'))return;\
    const to=new URLSearchParams(location.search),back=to.has('resume');\
    if(back&&to.has('customer')){delete d.fields['form[customer]'];if(!Object.keys(d.fields).length){keep(here,null);return}keep(here,d)}\
    bar=document.createElement('div');bar.className='notice info draft-bar';bar.role='status';bar.dataset.key=here;\
    const text=document.createElement('p');text.className='notice-body';\
    text.textContent=SAID.text.replace('{when}',new Date(d.at).toLocaleString(SAID.language,{dateStyle:'medium',timeStyle:'short'}));\
    const acts=document.createElement('div');acts.className='actions';\
    const button=(name,done,act)=>{const b=document.createElement('button');b.type='button';b.className='button';b.textContent=name;\
    b.onclick=()=>{act();acts.remove();text.textContent=done;text.tabIndex=-1;text.focus()};acts.append(b)};\
    button(SAID.restore,SAID.restored,()=>restore(d));button(SAID.discard,SAID.discarded,()=>keep(here,null));\
    bar.append(text);if(back){restore(d);text.textContent=SAID.restored}else bar.append(acts);form().before(bar)};\
    setInterval(look,500)}";

/// The script, which says its words in a language.
pub fn script(language: Language) -> String {
    let w = Words(language);
    let said = serde_json::json!({
        // British English has the day first, as everywhere in the product.
        "language": if language == Language::En { "en-GB" } else { language.tag() },
        "text": w.t(say::DRAFT_TEXT),
        "restore": w.t(say::DRAFT_RESTORE),
        "discard": w.t(say::DRAFT_DISCARD),
        "restored": w.t(say::DRAFT_RESTORED),
        "discarded": w.t(say::DRAFT_DISCARDED),
    });
    SCRIPT.replacen('{', &format!("{{const SAID={said};"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_says_its_words_and_closes_no_tag() {
        for language in [Language::En, Language::Fr, Language::Zh] {
            let script = script(language);
            assert!(script.contains(Words(language).t(say::DRAFT_RESTORE)), "{script}");
            assert!(script.starts_with("{const SAID={") && !script.contains("</"), "{script}");
        }
    }
}
