# not met: V5.1-1
# undecided: 
# exit: 1
DELETE WHERE { ex:aftale aft:indsendtDato ?x }
