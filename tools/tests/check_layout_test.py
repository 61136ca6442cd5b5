#!/usr/bin/env python3
"""Each check of tools/check_layout bites: a sound house passes, and one fault of each kind is named with its place."""
import unittest

from house import ENTRY, HEADER, MESSAGE, House


class CheckLayout(unittest.TestCase):
    def setUp(self):
        self.house = House()
        self.addCleanup(self.house.close)

    def assert_fault(self, *words):
        status, said = self.house.run("check_layout")
        self.assertEqual(status, 1, said)
        for word in words:
            self.assertIn(word, said)

    def test_a_sound_house_passes(self):
        self.assertEqual(self.house.run("check_layout"), (0, "check_layout: 0 faults\n"))

    def test_include_down_the_list(self):
        self.house.append("src/base/date.hpp", '#include "store/ledger.hpp"\n')
        self.assert_fault("src/base/date.hpp:3", "base must not include store/ledger.hpp")

    def test_include_of_a_neighbour(self):
        self.house.append("src/stats/mean.hpp", '#include "model/text.hpp"\n')
        self.assert_fault("src/stats/mean.hpp:4", "stats must not include model/text.hpp")

    def test_folder_outside_the_list(self):
        self.house.write("src/misc/a.hpp", HEADER + '#include "base/date.hpp"\n')
        self.assert_fault("folder misc is not in src/LAYERS")

    def test_protection_in_the_attacker(self):
        self.house.write("src/LAYERS", "base\nstats model\nstore\nattack\n")
        for name in ("stats/cell_moves.hpp", "stats/cell_suppression.hpp", "model/disclosure.hpp", "store/ledger.hpp"):
            with self.subTest(name):
                self.house.write("src/attack/attack.cpp", f'#include "base/date.hpp"\n#include "{name}"\n')
                self.assert_fault("src/attack/attack.cpp:2", f"the attacker must not include {name}")

    def test_domain_word_in_stats(self):
        for text in ("int pupil_count;\n", 'auto x = "Welsh";\n', "// mean of a school\n", "int keyStage2 = 0; // key stage\n"):
            with self.subTest(text):
                self.house.write("src/stats/mean.hpp", HEADER + text)
                self.assert_fault("src/stats/mean.hpp:3", "stats/ knows no")

    def test_header_without_contract(self):
        self.house.write("src/model/text.hpp", "#pragma once\n")
        self.assert_fault("src/model/text.hpp:1", "opens with a comment")

    def test_heavy_header(self):
        for name in ("Eigen/Dense", "duckdb.h", "boost/json.hpp", "boost/beast.hpp", "soci/soci.h", "yaml-cpp/yaml.h", "libxml/xmlreader.h"):
            with self.subTest(name):
                self.house.write("src/model/text.hpp", HEADER + f"#include <{name}>\n")
                self.assert_fault("src/model/text.hpp:3", f"heavy header {name}")

    def test_internal_header_is_for_its_own_row(self):
        self.house.write("src/model/text_internal.hpp", HEADER + "#include <duckdb.h>\n")
        self.house.write("src/model/text.cpp", '#include "model/text_internal.hpp"\n')
        self.test_a_sound_house_passes()
        for name in ("src/model/text.hpp", "src/store/ledger.cpp"):
            with self.subTest(name):
                self.house.append(name, '#include "model/text_internal.hpp"\n')
                self.assert_fault(name, "is internal to .cpp files of its row")

    def test_entry_without_a_common_member(self):
        for line in ("  version: 1\n", "  source: the rainbow\n", "  example: {hue: 0}\n", "  name: {en: red, cy: coch}\n"):
            with self.subTest(line):
                self.house.write("catalogue/colours/all.yaml", "\n" + ENTRY.replace(line, ""))
                self.assert_fault("catalogue/colours/all.yaml:2", "“red” has no " + line.split(":")[0].strip())

    def test_entry_in_one_language(self):
        for text in (ENTRY.replace(", cy: coch", ""), ENTRY + "  title:\n    en: Red\n", ENTRY + "  levels:\n    - {code: a, name: {cy: coch}}\n"):
            with self.subTest(text):
                self.house.write("catalogue/colours/all.yaml", text)
                self.assert_fault("lacks a language")

    def test_message_in_one_language(self):
        self.house.append("catalogue/messages/paint.yaml", "- id: paint.wet\n  en: The paint is wet.\n")
        self.assert_fault("catalogue/messages/paint.yaml:4", "message “paint.wet” has no cy")

    def test_message_twice(self):
        self.house.append("catalogue/messages/paint.yaml", MESSAGE)
        self.assert_fault("message “paint.dry” stands twice")

    def test_code_without_message(self):
        for text in ('auto a = refuse(Blame::file, "brush.lost");\n', 'auto b = phrase("brush.lost", {});\n', 'auto c = wet ? "paint.wet" : "paint.dry";\n'):
            with self.subTest(text):
                self.house.write("src/store/ledger.cpp", text)
                self.assert_fault("src/store/ledger.cpp:1", "has no message")

    def test_path_that_does_not_exist(self):
        for text in ("`src/base/time.hpp`\n", "`catalogue/*/none.yaml`\n", "[there](docs/none.md)\n"):
            with self.subTest(text):
                self.house.write("README.md", text)
                self.assert_fault("README.md:1")

    def test_prv8_a_number_postcode_or_address_of_somebody(self):
        self.house.write("src/service/home.cpp", "constexpr std::pair<int, int> invented_establishments[] = {{2800, 2999}, {7900, 7999}};\n")
        self.house.write("tests/pupils.csv", "upn,postcode\nA680280104526,ZZ99 1AA\nB680280104526,\n" "ann@school.example\n")
        self.assertEqual(self.house.run("check_layout")[0], 0)
        for somebody in ("A123456789" "012", "CF10 1" "AA", "ann@school" ".wales"):
            with self.subTest(somebody):
                self.house.write("tests/pupils.csv", f"upn\n{somebody}\n")
                self.assert_fault("tests/pupils.csv:2", f"{somebody} may be")

    def test_sec21_a_statement_that_is_built_from_a_value(self):
        start = "#include <soci/soci.h>\n"
        for built in ("sql << \"SELECT a FROM b WHERE c = '\" << typed << \"'\";", "sql << \"SELECT a FROM b WHERE c = \" << rest << \" AND d = \" << std::to_string(d);",
                      "const auto text = \"DELETE FROM b WHERE c = \" + name;", "sql << fmt::format(\"DELETE FROM b WHERE c = {}\", name);"):
            with self.subTest(built):
                self.house.write("src/store/note_store.cpp", start + built + "\n")
                self.assert_fault("src/store/note_store.cpp:2", "a statement is")
        self.house.write("src/store/note_store.cpp", start + "sql << \"SELECT \" << columns << \" FROM b WHERE \" << rest, soci::use(typed);\n")
        self.assertEqual(self.house.run("check_layout")[0], 0)

    def test_sec5_a_site_that_goes_round_the_front_door(self):
        self.house.write("src/LAYERS", "base\nstats model\nstore\napp\n")
        self.house.write("src/app/http/site.cpp", '#include "base/date.hpp"\n#include "store/ledger.hpp"\n')
        self.assert_fault("src/app/http/site.cpp:2", "the site asks the front door alone")

    def test_unfinished_work(self):
        self.house.append("src/store/ledger.cpp", "// TO" "DO later\n")
        self.assert_fault("src/store/ledger.cpp:3", "unfinished")

    def test_file_over_long(self):
        self.house.append("src/store/ledger.cpp", "int x;\n" * 700)
        self.assert_fault("src/store/ledger.cpp: 702 lines, at most 700")

    def test_path_of_one_machine(self):
        self.house.append("README.md", "Data lie in /wo" "rk/data.\n")
        self.assert_fault("README.md:2", "a path of one machine")


if __name__ == "__main__":
    unittest.main()
