import json,sys,re,datetime as dt,numpy as np
sys.path.insert(0,'/work/wt-advisor')
from cfo_desktop.advisor.asking import arguments
from cfo_desktop.advisor.asking.names import Parties
exec(open('/work/asking/at_names.py').read())
BANKS="abcd"
T=dt.date(2026,6,17)
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from scipy.sparse import hstack
def delex(q,P):
    p=arguments.parts(q,today=T,parties=P)
    spans=[(d.start,d.end," zperiod " if d.stretch.first<=T else " zfuture ") for d in p.days]+[(n.start,n.end," znum " if not n.scaled else " zmoney ") for n in p.numbers]+[(m.start,m.end," zparty ") for m in p.parties]
    t=p.text
    for a,b,w in sorted(spans,reverse=True): t=t[:a]+w+t[b:]
    return t
def load(l):
    P=Parties(EN if l=="en" else ZH)
    X=[];y=[]
    for f in BANKS:
        for line in open(f'/work/asking/bank/{l}-{f}.tsv'):
            t,q=line.rstrip("\n").split("\t"); X.append(delex(q,P)); y.append(t)
    tX=[];ty=[];hard=[];tq=[]
    for s in ("test","dev"):
        for line in open(f'/work/asking/held/{l}-{s}.jsonl'):
            d=json.loads(line); tX.append(delex(d["q"],P)); ty.append(d["tool"]); hard.append(d["hard"]); tq.append(d["q"])
    return X,y,tX,ty,hard,tq
def vec(l):
    if l=="en":
        return [TfidfVectorizer(analyzer="char_wb",ngram_range=(2,5),sublinear_tf=True,min_df=2),TfidfVectorizer(ngram_range=(1,3),sublinear_tf=True,token_pattern=r"[\w']+")]
    return [TfidfVectorizer(analyzer="char",ngram_range=(1,4),sublinear_tf=True,min_df=1)]
def report(l,y,P,classes,ty,hard,tq,show=0):
    o=np.argsort(-P,axis=1); pred=classes[o[:,0]]; ty=np.array(ty); hard=np.array(hard)
    top3=np.array([t in classes[o[i,:3]] for i,t in enumerate(ty)])
    ok=pred==ty; conf=P.max(1)
    print(l,"acc",ok.mean().round(3),"easy",ok[~hard].mean().round(3),"hard",ok[hard].mean().round(3),"top3",top3.mean().round(3))
    for th in (.3,.4,.5,.6,.7,.8):
        s=conf>=th
        print("  th",th,"sure&right",(s&ok).mean().round(3),"wrong sure",(s&~ok).mean().round(3),"right or among3",((s&ok)|(~s&top3)).mean().round(3))
    if show:
        for i in np.where(~ok)[0][:show]: print("   ",ty[i],"->",pred[i],round(conf[i],2),tq[i])
if __name__=="__main__":
    for l in ("en","zh"):
        X,y,tX,ty,hard,tq=load(l); y=np.array(y)
        vs=vec(l); A=hstack([v.fit_transform(X) for v in vs]).tocsr(); B=hstack([v.transform(tX) for v in vs]).tocsr()
        print(l,A.shape)
        for C in (3,10,30):
            m=LogisticRegression(C=C,max_iter=300).fit(A,y)
            print("C",C); report(l,y,m.predict_proba(B),m.classes_,ty,hard,tq,show=0)
