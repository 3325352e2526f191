# not met: V2.1-1
# undecided: V2.1.8-3
# exit: 0
DELETE WHERE { ex:syd-politisk ?p ?o } ; DELETE WHERE { ?s aft:sekretariatsbetjener ex:syd-politisk }
