# not met: V5.1-2
# undecided: 
# exit: 1
DELETE DATA { ex:regionsraad aft:indsender ex:aftale } ; INSERT DATA { ex:byraad aft:indsender ex:aftale }
