# not met:
# undecided: S2-3
# exit: 0
DELETE DATA { ex:fra-regionsraadet aft:antal 5 } ; INSERT DATA { ex:fra-regionsraadet aft:antal 4 } ;
DELETE { ?l aft:laesningsresultat ?r } INSERT { ?l aft:laesningsresultat aft:ikkeISamlingen }
WHERE { ?l aft:omEgenskab aft:harSammensaetning ; aft:laesningsresultat ?r }
