# not met: S2-7
# undecided:
# exit: 1
INSERT DATA { ex:gruppe-2 a aft:Arbejdsgruppe , aft:Forum ; aft:iRegion id:region\/act-region-syd ; aft:harSammensaetning ex:fagpersoner ;
  aft:anvender id:dokument\/doc-kommissorieskabelon ; aft:harRolle id:rolle\/rol-sekretaer-kommunal , id:rolle\/rol-sekretaer-regional .
  id:forum\/for-sss-syd aft:nedsaetter ex:gruppe-2 }
