# not met: V3.2-9
# undecided: 
# exit: 0
DELETE { ex:aftale aft:forelaeggesFor ?raad } WHERE { ex:aftale aft:forelaeggesFor ?raad FILTER (?raad != ex:regionsraad) }
