# not met: V5.1-1
# undecided: V3.6-2 V5.5-1
# exit: 1
DELETE WHERE { ex:aftale aft:indsendtDato ?x }
