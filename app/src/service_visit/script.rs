//! What the pages of visits do before the browser side is there, and without it: a script of the document, so that no page
//! carries code for it.

/// - A visit is dragged to a day of the board: the hidden form there says so, as the form of its card would.
/// - A signature is drawn with a finger or a pen: its strokes, in the units of the field, go into a hidden field.
/// - A half-typed report is kept on the device, by page and person, and put back after a reload. One that is sent while
///   there is no network is sent again when it is back, by the same key, so that the server keeps it once; what is
///   changed until then is sent with it. It goes when the page says that the visit was made.
pub const SCRIPT: &str = "\
    {let held;\
    addEventListener('dragstart',e=>{const c=e.target.closest?.('[data-visit]');if(!c)return;held=c;\
    e.dataTransfer.setData('text/plain',c.dataset.visit);e.dataTransfer.effectAllowed='move'});\
    const over=e=>held&&e.target.closest?.('[data-day]');\
    let lit;const light=d=>{lit?.classList.remove('over');lit=d;d?.classList.add('over')};\
    addEventListener('dragover',e=>{const d=over(e);light(d);if(d)e.preventDefault()});\
    addEventListener('dragend',()=>{held=null;light(null)});\
    addEventListener('drop',e=>{const d=over(e),f=document.querySelector('.visit-drop');if(!d||!f)return;e.preventDefault();\
    const s=(n,v)=>{f.elements.namedItem(n).value=v??''};\
    s('visit',held.dataset.visit);s('version',held.dataset.version);s('planned_on',d.dataset.day);s('planned_at',held.dataset.at);\
    held=null;light(null);f.requestSubmit()});\
    addEventListener('click',e=>{if(e.target.closest?.('[data-print]'))print();\
    if(e.target.closest?.('.visit-sign [data-clear]')){strokes=[];write()}});\
    const form=()=>document.querySelector('form.visit-report');\
    const name=()=>document.querySelector('.menu-person b')?.textContent??'';\
    const key=()=>'visit:'+location.pathname+':'+name();\
    const read=()=>{try{return JSON.parse(localStorage.getItem(key()))}catch{return null}};\
    const keep=d=>{try{d?localStorage.setItem(key(),JSON.stringify(d)):localStorage.removeItem(key())}catch{}};\
    const plain=f=>f.name&&!['visit','version'].includes(f.name);\
    const now=f=>Object.fromEntries([...f.elements].filter(plain).map(i=>[i.name,i.value]));\
    const say=t=>{const p=document.querySelector('.visit-draft');if(p){p.textContent=t?p.dataset[t]:'';p.hidden=!t}};\
    const typed=(sent)=>{const f=form();if(f)keep({fields:now(f),sent})};\
    const changed=()=>typed(!navigator.onLine&&!!read()?.sent);\
    addEventListener('input',e=>{if(e.target.form&&e.target.form===form())changed()});\
    addEventListener('submit',e=>{if(e.target!==form())return;typed(true);\
    if(!navigator.onLine){e.preventDefault();e.stopImmediatePropagation();say('kept');\
    document.querySelector('.visit-draft')?.scrollIntoView({block:'center'})}},true);\
    const again=()=>{if(form()&&read()?.sent&&navigator.onLine)form().requestSubmit()};\
    addEventListener('online',again);\
    let strokes=[],line,shown;\
    const pad=()=>document.querySelector('.visit-sign svg');\
    const field=()=>document.getElementById('signature');\
    const draw=()=>pad()?.firstElementChild.setAttribute('d',strokes.map(s=>s.map((p,i)=>(i?'L':'M')+p[0]+' '+p[1]).join('')).join(''));\
    const write=()=>{const f=field();if(!f)return;f.value=strokes.map(s=>s.map(p=>p.join()).join(' ')).join(';');draw();changed()};\
    const take=()=>{const v=field()?.value??'';strokes=v?v.split(';').map(s=>s.trim().split(' ').map(p=>p.split(',').map(Number))):[];draw()};\
    const point=e=>{const r=pad().getBoundingClientRect(),b=pad().viewBox.baseVal,c=(v,m)=>Math.min(m,Math.max(0,Math.round(v)));\
    return[c((e.clientX-r.left)/r.width*b.width,b.width),c((e.clientY-r.top)/r.height*b.height,b.height)]};\
    addEventListener('pointerdown',e=>{const p=pad();if(!p||!p.contains(e.target))return;e.preventDefault();\
    p.setPointerCapture(e.pointerId);line=[point(e)];strokes.push(line)});\
    addEventListener('pointermove',e=>{if(!line||!pad())return;const p=point(e),l=line[line.length-1];\
    if(Math.abs(p[0]-l[0])+Math.abs(p[1]-l[1])>2){line.push(p);draw()}});\
    const end=()=>{if(line){line=null;write()}};addEventListener('pointerup',end);addEventListener('pointercancel',end);\
    const busy=()=>performance.now()<15e3&&!('hydrated' in document.documentElement.dataset);\
    const look=()=>{if(document.querySelector('[data-visit-done]')){keep(null)}\
    const f=form();if(!f){shown=null;return}\
    if(shown===f||busy())return;shown=f;const d=read();\
    if(d){for(const i of f.elements)if(plain(i)&&i.name in d.fields)i.value=d.fields[i.name];say('restored')}\
    take();again()};\
    setInterval(look,500)}";

#[cfg(test)]
mod tests {
    #[test]
    fn the_script_closes_no_tag() {
        assert!(!super::SCRIPT.contains("</"));
    }
}
