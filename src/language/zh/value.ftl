value_cppcc = 政协
value_people_congress = 人大
value_closed_session = 闭会
value_national = 国家级
value_province = 省级
value_city = 市级
value_county = 县级
value_township = 乡级
