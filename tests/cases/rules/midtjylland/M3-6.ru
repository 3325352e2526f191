# not met: 
# undecided: M3-6
DELETE WHERE { ex:rygestop aft:harDatakilde ?x }
