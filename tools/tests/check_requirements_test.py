#!/usr/bin/env python3
"""tools/check_requirements and tools/index_decisions bite."""
import importlib.machinery
import importlib.util
import unittest

from house import TOOLS, House


def tool(name):
    loader = importlib.machinery.SourceFileLoader(name, str(TOOLS / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


def entry(id_, state="not built", tests=""):
    return f"- id: {id_}\n  state: {state}\n  tests: [{tests}]\n"


def assured(id_, state="not tested", tests="", reason="  reason: nothing yet\n"):
    return f"- id: {id_}\n  what: something\n  state: {state}\n  tests: [{tests}]\n{reason}"


NONE_BUILT = "0 of 208 built\n"
NONE_ASSURED = "0 of 52 of the assurance list tested, 0 partly, 52 not\n"


class CheckRequirements(unittest.TestCase):
    def setUp(self):
        self.house = House()
        self.addCleanup(self.house.close)
        self.house.write("src/base/date_test.cpp", "TEST(Date, Passes) {}\nTEST_F(Clock,\n       Ticks) {}\nTEST(Door, Sec1Opens) {}\nTEST(Door, Sec10Shuts) {}\n")
        self.house.write("tests/CMakeLists.txt", "add_test(NAME whole_loop COMMAND true)\n")
        self.house.write("script/nightly", '  step "SEC-1 walk" node walk.mjs\n')
        self.house.write("tools/tests/door_test.py", "class Door:\n    def test_sec1_lint(self):\n        pass\n")
        self.ids = tool("check_requirements").EXPECTED
        self.assured = tool("check_requirements").ASSURED

    def run_with(self, **changed):
        self.house.write("docs/requirements.yaml", "".join(changed.get(id_.replace("-", "_"), entry(id_)) for id_ in self.ids))
        self.house.write("docs/assurance.yaml", "".join(changed.get(id_.replace("-", "_"), assured(id_)) for id_ in self.assured))
        return self.house.run("check_requirements")

    def said_of_assurance(self, **changed):
        status, said = self.run_with(**changed)
        self.assertEqual(status, 1)
        return said

    def test_counts_208_in_all(self):
        self.assertEqual(len(self.ids), 208)
        self.assertEqual(self.run_with(), (0, "0 of 208 built\n" + NONE_ASSURED))

    def test_built_ones_name_tests_that_exist(self):
        self.assertEqual(self.run_with(DATA_01=entry("DATA-01", "built", "Date.Passes, Clock.Ticks, whole_loop")),
                         (0, "1 of 208 built\n" + NONE_ASSURED))

    def test_what_is_assured_names_tests_that_carry_its_id(self):
        names = "Door.Sec1Opens, nightly/SEC-1 walk, door_test.test_sec1_lint"
        self.assertEqual(self.run_with(SEC_1=assured("SEC-1", "tested", names, "")), (0, NONE_BUILT + "1 of 52 of the assurance list tested, 0 partly, 51 not\n"))
        self.assertIn("SEC-1 names Door.Sec10Shuts, which does not carry it", self.said_of_assurance(SEC_1=assured("SEC-1", "tested", "Door.Sec10Shuts", "")))
        self.assertIn("SEC-1 names Door.Sec1Shuts, which does not exist", self.said_of_assurance(SEC_1=assured("SEC-1", "tested", "Door.Sec1Shuts", "")))

    def test_what_is_not_assured_says_why(self):
        self.assertIn("SEC-1 is partly without a reason", self.said_of_assurance(SEC_1=assured("SEC-1", "partly", "Door.Sec1Opens", "")))
        self.assertIn("SEC-1 is not tested without a reason", self.said_of_assurance(SEC_1=assured("SEC-1", reason="")))
        self.assertIn("SEC-1 is tested but names no test", self.said_of_assurance(SEC_1=assured("SEC-1", "tested")))
        self.assertIn("SEC-1 is not tested but names a test", self.said_of_assurance(SEC_1=assured("SEC-1", tests="Door.Sec1Opens")))
        self.assertIn("SEC-1 is missing", self.said_of_assurance(SEC_1=""))

    def test_built_without_a_test(self):
        status, said = self.run_with(DATA_01=entry("DATA-01", "built"))
        self.assertEqual(status, 1)
        self.assertIn("DATA-01 is built but names no test", said)

    def test_built_by_a_test_that_does_not_exist(self):
        status, said = self.run_with(DATA_01=entry("DATA-01", "built", "Date.Fails"))
        self.assertEqual(status, 1)
        self.assertIn("DATA-01 names Date.Fails, which does not exist", said)

    def test_missing_doubled_and_unknown_ids(self):
        status, said = self.run_with(DATA_01="", DATA_02=entry("DATA-02") * 2, DATA_03=entry("DATA-99"))
        self.assertEqual(status, 1)
        for words in ("DATA-01 is missing", "DATA-02 stands twice", "DATA-99 is no requirement"):
            self.assertIn(words, said)

    def test_another_form(self):
        status, said = self.run_with(DATA_01="- id: DATA-01\n  state: nearly\n  tests: []\n")
        self.assertEqual(status, 1)
        self.assertIn("not an entry", said)


class IndexDecisions(unittest.TestCase):
    def setUp(self):
        self.house = House()
        self.addCleanup(self.house.close)
        self.house.write("docs/decisions/0001-paint.md", "# 0001. Paint it red\n\nDate: 2026-11-22 · State: accepted\n")

    def test_writes_an_index_that_is_then_current(self):
        self.assertEqual(self.house.run("index_decisions", "--check")[0], 1)
        self.assertEqual(self.house.run("index_decisions")[0], 0)
        self.assertIn("| 0001 | [Paint it red](0001-paint.md) | 2026-11-22 | accepted |",
                      (self.house.root / "docs/decisions/README.md").read_text(encoding="utf-8"))
        self.assertEqual(self.house.run("index_decisions", "--check")[0], 0)

    def test_a_new_record_makes_it_stale(self):
        self.house.run("index_decisions")
        self.house.write("docs/decisions/0002-brush.md", "# 0002. Use a brush\n\nDate: 2026-11-22 · State: accepted\n")
        self.assertEqual(self.house.run("index_decisions", "--check")[0], 1)

    def test_a_record_of_another_form_is_refused(self):
        self.house.write("docs/decisions/0002-brush.md", "# Use a brush\n")
        self.assertNotEqual(self.house.run("index_decisions")[0], 0)


if __name__ == "__main__":
    unittest.main()
