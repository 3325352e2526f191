# not met: V2.2.7-1
# undecided: 
# exit: 0
DELETE WHERE { ex:byraad aft:nedsaetter ?x }
