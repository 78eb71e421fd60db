package simulate

// people are the names phones show. Some hold what breaks careless readers of
// CDR files: commas, quotes, letters beyond ASCII.
var people = [...]string{
	"Anna Keller", "Ben Carter", "Chloé Dubois", "Dmitri Volkov", "Elena Rossi", "Farid Haddad", "Grace Lee",
	"Hannah Schmidt", "Ivan Petrov", "Jack O'Neill", "Kim, Soo-jin", "Łukasz Żak", "Maria Silva", "Nils Åkesson",
	"Olivia Brown", "Pavel Novák", "Quentin Moreau", "Rosa Jiménez", "Smith, John", "Tom \"Tex\" Walker",
	"Uma Patel", "Viktor Nagy", "Wendy Clarke", "Xavier Costa", "Yuki Tanaka", "Zoë de Vries", "Müller, Jürgen",
	"山田 太郎", "Front Desk", "Sales", "Support, 2nd level", "Warehouse \"B\"",
}

// companies are the names accounts show on their calls to the outside.
var companies = [...]string{
	"Acme Supply", "Nordic Parts AB", "Smith, Jones & Co", "Café Central", "Hotel \"Seeblick\"", "Blue River Clinic",
	"Kowalski Transport", "Atlas Insurance", "Green Valley School", "Harbor Freight, Inc.", "Dr. Meyer & Partner",
	"Lumière Studio", "Pine Street Dental", "Orion Call Center", "Tandem Cycles", "Oak & Elm Realty",
}
