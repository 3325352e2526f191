# not met:
# undecided:
# exit: 0
DELETE DATA { ex:fra-regionsraadet aft:antal 5 } ; INSERT DATA { ex:fra-regionsraadet aft:antal 4 .
  id:sundhedssamarbejdsudvalg\/for-ssu-syd aft:harSammensaetning ex:formanden . ex:formanden a aft:Sammensaetning ; aft:antal 1 ;
  aft:udpegetAf id:regionsraad\/act-regionsraad-syd }
