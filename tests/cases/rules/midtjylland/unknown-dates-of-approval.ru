# not met: 
# undecided: M5-2
DELETE WHERE { ?x aft:vedtagetDato ?day }
