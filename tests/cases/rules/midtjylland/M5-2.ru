# not met: M5-2
# undecided: 
DELETE DATA { ex:rygestop aft:begynder "2020-03-01"^^xsd:date } ; INSERT DATA { ex:rygestop aft:begynder "2020-02-29"^^xsd:date }
