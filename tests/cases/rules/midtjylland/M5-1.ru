# not met: M5-1
# undecided: M3-2
DELETE WHERE { ex:rygestop aft:harDelelement ?x }
