# not met: V2-3
# undecided: 
# exit: 0
INSERT DATA { ex:udvalg-oest a aft:Sundhedssamarbejdsudvalg , aft:Forum ; aft:iRegion ex:region ; aft:inddrager ex:patientudvalg ; aft:harSammensaetning ex:udvalg-region , ex:udvalg-borgmestre , ex:udvalg-almen-praksis . ex:regionsraad aft:nedsaetter ex:udvalg-oest . ex:byraad aft:nedsaetter ex:udvalg-oest }
