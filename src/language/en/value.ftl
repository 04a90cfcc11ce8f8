value_cppcc = CPPCC
value_people_congress = people's congress
value_closed_session = {" "}between sessions
value_national = national
value_province = province
value_city = city
value_county = county
value_township = township
