# not met: 
# undecided: V1.1-5
# exit: 0
PREFIX dct: <http://purl.org/dc/terms/>
DELETE WHERE { ex:praksisplan dct:references ex:aftale }
