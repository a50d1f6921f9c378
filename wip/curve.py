exec(open('/work/asking/rx2.py').read().split('for l in ("en","zh"):')[0])
from scipy.sparse import csr_matrix
rng=np.random.RandomState(0)
for l in ("en","zh"):
    X,y,tX,ty,hard,tq=load(l); y=np.array(y); E1,E2=emb(l); X=np.array(X,dtype=object)
    for frac in (.25,.5,.75,1):
        idx=rng.permutation(len(X))[:int(frac*len(X))]
        vs=vec(l); A=hstack([v.fit_transform(X[idx]) for v in vs]).tocsr(); B=hstack([v.transform(tX) for v in vs]).tocsr()
        m=LogisticRegression(C=20,max_iter=300).fit(A,y[idx]); P1=m.predict_proba(B)
        m3=LogisticRegression(C=10,max_iter=300).fit(hstack([A,csr_matrix(E1[idx])]),y[idx]); P3=m3.predict_proba(hstack([B,csr_matrix(E2)]))
        a=[(m.classes_[P.argmax(1)]==np.array(ty)).mean().round(3) for P in (P1,P3)]
        print(l,frac,a)
    import collections
    pred=m.classes_[P3.argmax(1)]
    print(collections.Counter((t,p) for t,p in zip(ty,pred) if t!=p).most_common(14))
