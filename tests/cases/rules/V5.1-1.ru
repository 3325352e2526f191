# not met: V5.1-1
# undecided: V3.6-2
# exit: 1
DELETE WHERE { ex:aftale aft:indsendtDato ?x }
