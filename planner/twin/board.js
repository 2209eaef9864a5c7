// Made from Python by `python -m planner.twin`: do not edit.
"use strict";
const planner = (() => {
  const modules = {};

  // planner.fiscal: Fiscal years and months.
  modules.fiscal = (() => {
    // How a fiscal year is written everywhere.
    function fiscal_year_label(year) {
      return `FY${py.text(py.whole(year))}`;
    }
    return { fiscal_year_label };
  })();

  // planner.plan.cells.listed: Names one after the other in a sentence.
  modules.listed = (() => {
    // Names as a sentence lists them.
    function listed(names) {
      if (py.len(names) < 3) {
        return py.join(" and ", names);
      }
      return `${py.text(py.join(", ", py.slice(names, null, -1)))}, and ${py.text(py.at(names, -1))}`;
    }
    return { listed };
  })();

  // planner.projection.yearly_totals: The totals of every case of a projection by year: the amounts that a board's answers are made of.
  modules.yearly_totals = (() => {
    const A_CENT = 0.005;
    return { A_CENT };
  })();

  // planner.rulebook.answer: What the slow model answers.
  modules.answer = (() => {
    // What one kind of cyber incident may cost in a year, at the low and at the high end.
    function Incident(kept, expected, days, break_even) {
      return { kept, expected, days, break_even };
    }

    // Everything the slow model finds.
    function Answer(
      rows = new Map(),
      sources = new Map(),
      general_prices = new Map(),
      general_fund = new Map(),
      trade_ins = false,
      reserve_class = "",
      opening = 0.0,
      held = 0.0,
      students = new Map(),
      staff = new Map(),
      teachers = new Map(),
      cost = new Map(),
      prepaid = new Map(),
      sustained = new Map(),
      bought = new Map(),
      in_service = new Map(),
      past_life = new Map(),
      past_support = new Map(),
      unused = new Map(),
      incidents = new Map(),
      received = new Map(),
      paid = new Map(),
      vintages = new Map(),
      carried = new Map(),
      lapsed = new Map(),
      to_reserve = new Map(),
      reserve_paid = new Map(),
      unfunded = new Map(),
      refund_due = new Map(),
      interest = new Map(),
      reserve = new Map(),
      reserve_policy = new Map(),
      structural_balance = new Map(),
      covered = new Map(),
      ending = new Map(),
      to_restore = new Map()
    ) {
      return { rows, sources, general_prices, general_fund, trade_ins, reserve_class, opening, held, students, staff, teachers, cost, prepaid, sustained, bought, in_service, past_life, past_support, unused, incidents, received, paid, vintages, carried, lapsed, to_reserve, reserve_paid, unfunded, refund_due, interest, reserve, reserve_policy, structural_balance, covered, ending, to_restore };
    }
    return { Incident, Answer };
  })();

  // planner.rulebook.eligible: Which costs a source may pay: its kind, what the district says of it, what it is for.
  modules.eligible = (() => {
    // Rows that each source (E-Rate excepted) may pay, by year: only what is typed changes it.
    function payable_by_year(tables, rows) {
      const found = new Map();
      for (const [year, now] of py.items(tables)) {
        const before = py.get(tables, year - 1);
        if (
          before !== null &&
          py.same(py.cell(before.rows, "eligibility"), py.cell(now.rows, "eligibility"))
        ) {
          py.put(found, year, py.at(found, year - 1));
          continue;
        }
        py.put(
          found,
          year,
          py.dict(
            py.each(py.cell(now.rows, "funding")).filter((source) => py.cell(source, "kind") !== "erate").map(
              (source) => [
                py.cell(source, "name"),
                py.items(rows).filter(
                  ([line, row]) => may_pay(now, source, row)
                ).map(([line, row]) => line)
              ]
            )
          )
        );
      }
      return found;
    }

    // Whether a source (E-Rate excepted) may pay a row of cost.
    function may_pay(tables, source, cost_row) {
      const wanted = py.cell(source, "pays_for");
      const named = is_named(cost_row, wanted);
      const status = ruling(tables, source, cost_row);
      if (status === "conditional") {
        return named;
      }
      return py.both(
        status === "yes",
        () => py.either(!py.truth(wanted), () => py.either(py.within("all", wanted), () => named))
      );
    }

    // Whether a row of cost is one of some names: its own, its category's, or its line's.
    function is_named(cost_row, wanted) {
      const names = [
        py.cell(cost_row, "name"),
        py.cell(cost_row, "category"),
        py.cell(py.cell(cost_row, "account"), "line")
      ];
      return py.each(names).some((name) => py.within(name, wanted));
    }

    // Yes, no or conditional: what the district typed of this source, or the rule of its kind.
    function ruling(tables, source, cost_row) {
      for (const row of py.each(py.cell(tables.rows, "eligibility"))) {
        const is_asked = py.same(py.cell(row, "name"), py.cell(source, "name")) && py.same(
          py.cell(row, "category"),
          py.cell(cost_row, "category")
        );
        if (py.truth(py.cell(row, "active")) && py.truth(is_asked)) {
          return py.text(py.cell(row, "may_pay"));
        }
      }
      return py.text(
        py.cell(py.at(py.cell(cost_row, "rulings"), py.cell(source, "kind")), "status")
      );
    }

    // Whether a cost counts against the limit on infrastructure: devices, software, platforms.
    function is_infrastructure(cost_row) {
      return py.truth(
        py.cell(py.cell(py.cell(cost_row, "rulings"), "title_iv_a"), "note") === "C3"
      );
    }
    return { payable_by_year, is_named, is_infrastructure };
  })();

  // planner.rulebook.kept: What one solve of a plan found, kept for the next: what no change touches is not found again.
  modules.kept = (() => {
    const READ_FOR = py.dict([
      ["breakage_change_rate", ["devices", "repair"]],
      ["device_price_growth_rate", ["devices"]],
      ["general_fund_growth_rate", []],
      ["general_inflation_rate", ["repair", "staffing", "training", "privacy", "network"]],
      ["health_insurance_growth_rate", ["staffing"]],
      ["license_price_growth_rate", ["licenses"]],
      ["security_price_growth_rate", ["security"]],
      ["wage_growth_rate", ["repair", "staffing", "training", "privacy"]]
    ]);
    const ONLY_MONEY = [
      "general_fund_total",
      "reserve_interest_rate",
      "reserve_opening_balance",
      "reserve_policy_rate"
    ];

    // What the latest solve of a plan found, and how the scenario that is solved now differs.
    function Kept(
      growth = null,
      scenario = null,
      answer = null,
      students = new Map(),
      fleets = new Map(),
      whole_year = new Map(),
      support = new Map(),
      on_average = new Map(),
      payable = new Map(),
      costs = null,
      rulings_stay = false,
      support_stays = false
    ) {
      return { growth, scenario, answer, students, fleets, whole_year, support, on_average, payable, costs, rulings_stay, support_stays };
    }

    // Say how a scenario differs from the one that was solved before, if one was.
    function begin(kept, scenario) {
      const before = kept.scenario;
      kept.scenario = null;
      {
        const $values = [null, false, false];
        kept.costs = $values[0];
        kept.rulings_stay = $values[1];
        kept.support_stays = $values[2];
      }
      if (before === null || !py.same(words_of(before), words_of(scenario))) {
        return null;
      }
      const found = differences(py.cell(before, "changes"), py.cell(scenario, "changes"));
      kept.rulings_stay = !py.within("eligibility", found);
      kept.costs = costs_that_differ(found);
      if (kept.costs !== null) {
        kept.support_stays = py.same(kept.costs, new Map()) && !py.within("assumptions", found);
      }
    }

    // Changes of words and choices, which make another plan, and models that they name.
    function words_of(scenario) {
      const words = py.each(py.cell(scenario, "changes")).filter(
        (change) => !py.truth(py.cell(change, "numeric"))
      );
      return [...py.each(words), py.cell(scenario, "support_ends")];
    }

    // What two lists of changes change differently.
    function differences(before, now) {
      const found = new Map();
      for (const change of [...py.each(before), ...py.each(now)]) {
        const [table, name] = [py.cell(change, "table"), name_of(change)];
        if (py.within(name, py.get(found, table, []))) {
          continue;
        }
        if (!py.same(changes_of(before, table, name), changes_of(now, table, name))) {
          py.append(py.setdefault(found, table, []), name);
        }
      }
      return found;
    }

    // What a change is of: a row, a driver, a cell of the district, or all rows of its table.
    function name_of(change) {
      return py.text(
        py.cell(change, "table") === "district" ? py.cell(change, "field") : py.cell(change, "row")
      );
    }

    // Changes of one row in their order, with those of all rows.
    function changes_of(changes, table, name) {
      return py.each(changes).filter(
        (change) => py.same(py.cell(change, "table"), table) &&
        py.within(name_of(change), ["all", name])
      );
    }

    // Rows whose cost may differ; None where everybody's may.
    function costs_that_differ(found) {
      const costs = new Map();
      for (const [table, names] of py.items(found)) {
        if (py.within(table, ["funding", "eligibility"])) {
          continue;
        }
        if (table === "enrollment") {
          return null;
        }
        if (table === "district") {
          if (!py.each(names).every((name) => py.within(name, ONLY_MONEY))) {
            return null;
          }
        } else if (table === "assumptions") {
          for (const name of py.each(names)) {
            if (!py.within(name, READ_FOR)) {
              return null;
            }
            for (const read_for of py.each(py.at(READ_FOR, name))) {
              py.append(py.setdefault(costs, read_for, []), "all");
            }
          }
        } else if (table === "inventory") {
          py.append(py.setdefault(costs, "devices", []), "all");
        } else {
          py.extend(py.setdefault(costs, table, []), names);
        }
      }
      return costs;
    }

    // Whether nothing that a row's cost is calculated from differs, other rows aside.
    function stays(kept, table, row) {
      if (kept.costs === null) {
        return false;
      }
      const some = py.get(kept.costs, table, []);
      return !py.within("all", some) && !py.within(py.cell(row, "key"), some);
    }

    // Whether nothing differs that the rows of a table are calculated from.
    function table_stays(kept, table) {
      return kept.costs !== null && !py.truth(py.get(kept.costs, table, []));
    }
    return { Kept, begin, stays, table_stays };
  })();

  // planner.rulebook.months: Which months a fiscal year has, and which of them a pair of dates covers.
  modules.months = (() => {
    // The twelve months of a fiscal year, which is named for the calendar year it ends in.
    function months_of(fiscal_year, start_month) {
      const calendar_year = py.same(start_month, 1) ? fiscal_year : fiscal_year - 1;
      const first = 12 * calendar_year + start_month - 1;
      return py.range(12).map((later) => first + later);
    }

    // First month of a period that starts on a day: this one up to the 15th, else the next.
    function first_month_covered(day) {
      if (day === null) {
        return null;
      }
      const this_month = 12 * py.cell(day, "year") + py.cell(day, "month") - 1;
      return py.whole(py.cell(day, "day") <= 15 ? this_month : this_month + 1);
    }

    // Last month of a period that ends on a day: this one from the 15th on, else the one before.
    function last_month_covered(day) {
      if (day === null) {
        return null;
      }
      const this_month = 12 * py.cell(day, "year") + py.cell(day, "month") - 1;
      return py.whole(py.cell(day, "day") >= 15 ? this_month : this_month - 1);
    }

    // How many of a year's months a period covers; None leaves that end open.
    function months_covered(months, first, last) {
      const begins = first === null ? py.at(months, 0) : py.most(first, py.at(months, 0));
      const ends = last === null ? py.at(months, -1) : py.least(last, py.at(months, -1));
      return py.most(ends - begins + 1, 0);
    }

    // Whether a period covers a month; None leaves that end open.
    function covers(month, first, last) {
      if (first !== null && month < first) {
        return false;
      }
      return last === null || month <= last;
    }

    // Share of a year's months that a period covers.
    function share_covered(months, first, last) {
      return months_covered(months, first, last) / 12;
    }

    // Share of a fiscal year between a row's start and end.
    function share_between(row, tables, year) {
      return share_covered(
        months_of(year, py.cell(tables.district, "fiscal_year_start_month")),
        first_month_covered(py.cell(row, "start_date")),
        last_month_covered(py.cell(row, "end_date"))
      );
    }

    // First E-Rate funding year of the cycle that a month belongs to.
    function cycle_first_year(first_month, length, known_first) {
      const calendar_year = py.floor_divide(first_month, 12);
      const funding_year = py.modulo(first_month, 12) >= 6 ? calendar_year : calendar_year - 1;
      return known_first + py.floor_divide(funding_year - known_first, length) * length;
    }
    return { months_of, first_month_covered, last_month_covered, months_covered, covers, share_covered, share_between, cycle_first_year };
  })();

  // planner.rulebook.people: Students by row, band and school; staff.
  modules.people = (() => {
    // Students of every enrollment row in every year; rows left out have none.
    function students_by_row(from_history, tables) {
      const found = new Map();
      const growth = py.each(
        py.cell(py.at(tables, py.min_of(tables)).rows, "enrollment")
      ).map((_) => 1.0);
      for (const [place, [year, now]] of py.enumerate(py.items(tables))) {
        py.put(found, year, []);
        for (const [number, row] of py.enumerate(py.cell(now.rows, "enrollment"))) {
          let rate = py.cell(row, "growth_rate");
          if (rate === null) {
            rate = py.get(now.drivers, "enrollment_growth_rate");
          }
          if (place > 0 && rate === null) {
            rate = from_history(py.cell(row, "grades"), year);
          }
          if (place > 0) {
            py.put(growth, number, py.at(growth, number) * (1 + rate));
          }
          py.append(
            py.at(found, year),
            py.truth(py.cell(row, "active")) ? py.cell(row, "students") * py.at(growth, number) : 0.0
          );
        }
      }
      return found;
    }

    // People whom a fleet or a training is for.
    function people_served(tables, by_row, staff, teachers, group) {
      if (group === "nobody") {
        return 0.0;
      }
      if (group === "staff") {
        return staff;
      }
      return group === "teachers" ? teachers : students_in(tables, by_row, group);
    }

    // All students, or those of one band of grades.
    function students_in(tables, by_row, band) {
      let total = 0.0;
      for (const [row, students] of py.zip(py.cell(tables.rows, "enrollment"), by_row)) {
        if (py.within(band, ["", "students", py.cell(row, "grades")])) {
          total += students;
        }
      }
      return total;
    }

    // Students of every school that has a row in the plan.
    function schools(tables, by_row) {
      const found = new Map();
      for (const [row, students] of py.zip(py.cell(tables.rows, "enrollment"), by_row)) {
        if (py.truth(py.cell(row, "active"))) {
          const name = py.either(py.cell(row, "school"), () => py.cell(row, "name"));
          py.put(found, name, py.get(found, name, 0.0) + students);
        }
      }
      return found;
    }

    // Staff or teachers in every year; none where the district does not say how many.
    function headcount_by_year(field, tables, students) {
      const found = new Map();
      let growth = 1.0;
      const at_first = py.at(students, py.min_of(students));
      for (const [place, [year, now]] of py.enumerate(py.items(tables))) {
        if (place > 0) {
          growth = growth * (1 + py.cell(now.drivers, "staff_growth_rate"));
        }
        py.put(found, year, (py.either(py.at(now.district, field), () => 0.0)) * growth);
        if (py.truth(py.cell(now.district, "staff_follow_students")) && at_first > 0) {
          py.put(found, year, py.at(found, year) * py.divide(py.at(students, year), at_first));
        }
      }
      return found;
    }
    return { students_by_row, people_served, students_in, schools, headcount_by_year };
  })();

  // planner.rulebook.sums: Sums, powers and roots, written out: the same to the last bit wherever they are calculated.
  modules.sums = (() => {
    // The sum of some numbers, added one after the other.
    function total(numbers) {
      let so_far = 0.0;
      for (const number of py.each(numbers)) {
        so_far += number;
      }
      return so_far;
    }

    // A number multiplied with itself so many times.
    function power(base, times) {
      let product = 1.0;
      for (const _ of py.range(times)) {
        product *= base;
      }
      return product;
    }

    // What has to be multiplied with itself so many times: Newton's method, from above.
    function root(number, times) {
      if (number <= 0) {
        return 0.0;
      }
      let guess = py.most(number, 1.0);
      for (const _ of py.range(1000)) {
        const closer = py.divide(
          (times - 1) * guess + py.divide(number, power(guess, times - 1)),
          times
        );
        if (closer >= guess) {
          return guess;
        }
        guess = closer;
      }
      return guess;
    }
    return { total, power, root };
  })();

  // planner.rulebook.supports: When the maker's support of a lot in the inventory ends.
  modules.supports = (() => {
    // Last month covered, whatever the day; None where nothing says that it ends.
    function last_month_of_support(row, tables) {
      let day = py.cell(row, "support_ends");
      if (day === null && py.truth(py.cell(row, "model"))) {
        day = py.at(tables.support_ends, py.cell(row, "model"));
      }
      return day === null ? null : 12 * py.cell(day, "year") + py.cell(day, "month") - 1;
    }
    return { last_month_of_support };
  })();

  // planner.views.board.decisions: What to vote on, by when, and what staff recommends, from the district's own numbers.
  modules.decisions = (() => {
    // A source as a sentence names it: with *the* before a common noun, without before a title.
    function fund_in_sentence(name) {
      const last_word = py.at(py.split(py.at(py.partition(name, ","), 0), " "), -1);
      const is_common_noun = py.same(
        py.lower(last_word),
        last_word
      ) && !py.same(py.upper(last_word), last_word);
      return py.truth(is_common_noun) ? `the ${py.text(name)}` : name;
    }
    return { fund_in_sentence };
  })();

  // planner.views.format.drawn_names: Names that a district gave, as the drawing library can take them.
  modules.drawn_names = (() => {
    const _NO_WIDTH = "\u200b";
    const _TAKEN = [
      ...py.each(["constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable"]),
      ...py.each(["toLocaleString", "toString", "valueOf", "__proto__"]),
      ...py.each(["__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__"])
    ];

    // A name as the drawing library takes it.
    function drawn_name(name) {
      return py.within(name, _TAKEN) ? `${py.text(_NO_WIDTH)}${py.text(name)}` : name;
    }
    return { drawn_name };
  })();

  // planner.views.format.theme: Colors and labels. Every color has a contrast of at least 3 to 1 against white.
  modules.theme = (() => {
    const RESERVE_COLOR = "#2b2f36";
    const UNFUNDED_COLOR = "#b3261e";

    // How one kind of money that pays for a row is shown, and what it is called.
    function PayerKind(label, color, pattern) {
      return { label, color, pattern };
    }

    // Stripes of a color over another, as CSS.
    function _striped(angle, color, over, width, gap) {
      const step = width + gap;
      return `repeating-linear-gradient(${py.text(angle)}deg, ${py.text(color)} 0 ${py.text(width)}px, ${py.text(over)} ${py.text(width)}px ${py.text(step)}px)`;
    }
    const PAYER_KINDS = py.dict([
      ["recurring", PayerKind("recurring money", "#1f5f99", "#1f5f99")],
      [
        "one_time",
        PayerKind("one-time money", "#c27a1a", _striped(45, "#c27a1a", "#f7e6cf", 4, 4))
      ],
      ["reserve", PayerKind("reserve", RESERVE_COLOR, _striped(0, RESERVE_COLOR, "#dfe2e6", 3, 2))],
      ["prepaid", PayerKind("prepaid", "#3d7f76", _striped(90, "#3d7f76", "#d9ebe8", 2, 4))],
      [
        "unfunded",
        PayerKind("unfunded", UNFUNDED_COLOR, _striped(-45, UNFUNDED_COLOR, "#ffffff", 1, 5))
      ]
    ]);
    const [CHART_WIDTH, CHART_HEIGHT] = [680, 320];
    const [PAPER_WIDTH, PAPER_HEIGHT] = [460, 210];
    return { PAYER_KINDS, CHART_HEIGHT, PAPER_HEIGHT };
  })();

  // planner.views.what_if.published: What was published of a scenario, as a list that the page calculates again to check itself.
  modules.published = (() => {
    // Every amount by year that a page shows of a scenario, in whole cents.
    function published_amounts(found) {
      const by_year = [
        found.cost,
        found.sustained_cost,
        found.recurring_revenue,
        found.structural_balance,
        found.unfunded,
        found.recurring_on_one_time,
        found.base_to_restore,
        found.reserve,
        found.reserve_policy
      ];
      const of_rows = py.each(found.rows).flatMap((row) => [...[row.cost, row.unfunded]]);
      const received = py.each(found.sources).map((source) => source.revenue);
      return [...py.each(by_year), ...py.each(of_rows), ...py.each(received)].flatMap(
        (amounts) => py.each(amounts).map((amount) => py.floor(amount * 100 + 0.5))
      );
    }

    // How many amounts differ; all of them if there are more or fewer [amounts].
    function differing(published, computed) {
      if (!py.same(py.len(published), py.len(computed))) {
        return py.len(published);
      }
      return py.len(
        py.zip(published, computed).filter(
          ([one, other]) => !py.same(one, other)
        ).map(([one, other]) => 1)
      );
    }
    return { published_amounts, differing };
  })();

  // planner.analysis.effect: What a choice does to the money: for good, and over the years of the plan.
  modules.effect = (() => {
    const { total } = modules.sums;
    const A_DOLLAR = 1.0;

    // What a choice changes against the plan without it; positive is better for the district.
    function Effect(saved_for_good, revenue_for_good, saved, moved, revenue, unused) {
      return { saved_for_good, revenue_for_good, saved, moved, revenue, unused };
    }

    // Effect of a choice, from the money of the plan without it and with it.
    function effect_of(without, chosen) {
      const less = py.dict(
        py.items(without).map(([name, amount]) => [name, py.number(amount - py.at(chosen, name))])
      );
      const [saved, moved] = [
        py.cell(less, "lasting"),
        py.cell(less, "spent") - py.cell(less, "lasting")
      ];
      const revenue = -py.cell(less, "revenue");
      return Effect(
        py.cell(less, "sustained"),
        -py.cell(less, "recurring"),
        saved,
        moved,
        revenue,
        saved + moved + revenue + py.cell(less, "position")
      );
    }

    // The same for one scenario, from its figures.
    function money_of(found) {
      const prepaid = total(py.each(found.rows).map((row) => total(row.prepaid)));
      const one_time = py.each(found.rows).filter((row) => !py.truth(row.recurring));
      const received = total(py.each(found.sources).map((source) => total(source.revenue)));
      return py.dict([
        ["sustained", py.divide(py.at(found.sustained_cost, -1), found.inflation)],
        ["recurring", py.divide(py.at(found.recurring_revenue, -1), found.inflation)],
        [
          "lasting",
          total(found.sustained_cost) + total(
            py.each(one_time).map((row) => total(row.cost) + total(row.prepaid))
          )
        ],
        ["spent", total(found.cost) + prepaid],
        ["revenue", received + total(found.interest) + found.held + prepaid],
        ["position", py.at(found.reserve, -1) - total(found.unfunded)]
      ]);
    }

    // Effect of one scenario against another.
    function scenario_effect(main, other) {
      return effect_of(money_of(main), money_of(other));
    }
    return { A_DOLLAR, scenario_effect };
  })();

  // planner.analysis.figures: What a scenario's numbers are to a board: plain lists of dollars by year, and their totals.
  modules.figures = (() => {
    const { A_CENT } = modules.yearly_totals;
    const { total } = modules.sums;
    const PARTS_OF_A_DOLLAR = 16384;

    // One row of cost, by year [USD].
    function RowFigures(
      table,
      name,
      line,
      priority,
      recurring,
      cost,
      sustained_cost,
      prepaid,
      paid_by_recurring,
      paid_by_one_time,
      paid_by_reserve,
      unfunded
    ) {
      return { table, name, line, priority, recurring, cost, sustained_cost, prepaid, paid_by_recurring, paid_by_one_time, paid_by_reserve, unfunded };
    }

    // One source of money, by year [USD]: new money, and what it pays.
    function SourceFigures(name, kind, recurring, revenue, paid) {
      return { name, kind, recurring, revenue, paid };
    }

    // Recurring cost that money which ends covers, by year [USD]; prepayments have no name.
    function EndingMoney(name, covered) {
      return { name, covered };
    }

    // Devices of one fleet bought in each year [devices].
    function FleetFigures(name, bought) {
      return { name, bought };
    }

    // What a page says of a plan apart from its figures by year.
    function PlanFacts(line_labels, actuals, reserve_class, trade_ins) {
      return { line_labels, actuals, reserve_class, trade_ins };
    }

    // What one scenario means, by year [USD unless said otherwise].
    function Figures(
      scenario,
      title,
      years,
      facts,
      rows,
      sources,
      fleets,
      ending,
      structural_balance,
      base_to_restore,
      opening,
      interest,
      to_reserve,
      reserve,
      reserve_policy,
      carried,
      lapsed,
      students,
      general_fund,
      held,
      inflation,
      cost = [],
      sustained_cost = [],
      recurring_revenue = [],
      unfunded = [],
      recurring_on_one_time = []
    ) {
      return { scenario, title, years, facts, rows, sources, fleets, ending, structural_balance, base_to_restore, opening, interest, to_reserve, reserve, reserve_policy, carried, lapsed, students, general_fund, held, inflation, cost, sustained_cost, recurring_revenue, unfunded, recurring_on_one_time };
    }

    // What a page is about: a scenario, and the same without votes that are still to come.
    function BoardFigures(main, votes, without_votes) {
      return { main, votes, without_votes };
    }

    // The largest fall in what money that ends, or is not renewed, covers of recurring cost.
    function Cliff(year, size, falls) {
      return { year, size, falls };
    }

    // An amount without what rounding has left in it [USD].
    function exact(amount) {
      return py.divide(py.floor(amount * PARTS_OF_A_DOLLAR + 0.5), PARTS_OF_A_DOLLAR);
    }

    // Several amounts by year, added up year by year.
    function sum_by_year(amounts, years) {
      return py.range(years).map(
        (place) => exact(total(py.each(amounts).map((of_one) => py.at(of_one, place))))
      );
    }

    // The same with its totals: sums of the rows that the page lists, so that columns add up.
    function with_totals(found) {
      const years = py.len(found.years);
      const recurring = py.each(found.rows).filter((row) => py.truth(row.recurring));
      const sustained = sum_by_year(py.each(found.rows).map((row) => row.sustained_cost), years);
      const support = sum_by_year(
        [
          ...py.each(py.each(recurring).map((row) => row.paid_by_one_time)),
          ...py.each(py.each(recurring).map((row) => row.prepaid))
        ],
        years
      );
      const from_reserve = sum_by_year(py.each(recurring).map((row) => row.paid_by_reserve), years);
      return {
        ...found,
        cost: sum_by_year(py.each(found.rows).map((row) => row.cost), years),
        sustained_cost: sustained,
        recurring_revenue: py.enumerate(found.structural_balance).map(
          ([place, balance]) => exact(py.at(sustained, place) + balance)
        ),
        unfunded: sum_by_year(py.each(found.rows).map((row) => row.unfunded), years),
        recurring_on_one_time: py.range(years).map(
          (place) => exact(py.at(support, place) + py.at(from_reserve, place))
        )
      };
    }

    // The year in which money that ends covers less by most, if it ever does.
    function cliff(found) {
      const support = sum_by_year(
        py.each(found.ending).map((one) => one.covered),
        py.len(found.years)
      );
      const falls = py.range(py.len(support) - 1).map(
        (place) => exact(py.at(support, place) - py.at(support, place + 1))
      );
      if (!py.truth(falls) || py.max_of(falls) < A_CENT) {
        return null;
      }
      const worst = py.index(falls, py.max_of(falls));
      const each = py.each(found.ending).map(
        (one) => [one.name, exact(py.at(one.covered, worst) - py.at(one.covered, worst + 1))]
      );
      const by_size = py.sorted(each, (fall) => -py.at(fall, 1));
      return Cliff(py.at(found.years, worst + 1), py.at(falls, worst), by_size);
    }

    // First fiscal year in which something holds, if it ever does.
    function first_year(found, holds) {
      return py.within(true, holds) ? py.at(found.years, py.index(holds, true)) : null;
    }

    // First year in which nobody pays some of the cost.
    function first_unfunded(found) {
      return first_year(found, py.each(found.unfunded).map((amount) => amount > A_CENT));
    }

    // First year in which sustained cost is above recurring revenue.
    function first_structural_gap(found) {
      return first_year(
        found,
        py.each(found.structural_balance).map((balance) => balance < -A_CENT)
      );
    }

    // Amounts for each student, by year; empty without students [USD per student].
    function per_student(found, amounts) {
      if (py.min_of(found.students) <= 0) {
        return [];
      }
      return py.enumerate(amounts).map(
        ([place, amount]) => py.divide(amount, py.at(found.students, place))
      );
    }
    return { RowFigures, SourceFigures, EndingMoney, FleetFigures, PlanFacts, Figures, BoardFigures, exact, sum_by_year, with_totals, cliff, first_unfunded, first_structural_gap, per_student };
  })();

  // planner.analysis.options.gap: What is missing in a scenario until the gap is closed, from its plain figures.
  modules.gap = (() => {
    const { A_CENT } = modules.yearly_totals;
    const { total } = modules.sums;

    // What is missing.
    function Gap(short, structural, last_year, closed) {
      return { short, structural, last_year, closed };
    }

    // What is missing in a scenario until the gap is closed.
    function gap_of(found) {
      let [so_far, short] = [0.0, 0.0];
      let keeps_policy = true;
      for (const [place, unfunded] of py.enumerate(found.unfunded)) {
        so_far = so_far + unfunded;
        short = py.most(
          short,
          py.at(found.reserve_policy, place) - py.at(found.reserve, place) + so_far
        );
        keeps_policy = py.both(
          keeps_policy,
          () => py.at(found.reserve, place) >= py.at(found.reserve_policy, place) - A_CENT
        );
      }
      const structural = py.at(found.structural_balance, -1);
      const funded = total(found.unfunded) < A_CENT;
      const closed = py.both(funded, () => py.both(keeps_policy, () => structural > -A_CENT));
      return Gap(short, structural, py.at(found.years, -1), closed);
    }
    return { gap_of };
  })();

  // planner.rulebook.erate: E-Rate: the discount, the Category Two budget of a cycle, and what of each row it supports.
  modules.erate = (() => {
    const { cycle_first_year, months_of } = modules.months;
    const { schools } = modules.people;
    const { total } = modules.sums;
    const DIRECT_CERTIFICATION_COUNTS = 1.6;
    const A_HAIR = 5e-07;
    const [CYCLE_YEARS, FIRST_FUNDING_YEAR] = [5, 2021];

    // Share of students who are eligible for free or reduced-price lunch.
    function lunch_share(tables, by_row) {
      const typed = py.cell(tables.district, "lunch_rate");
      if (typed !== null) {
        return py.number(typed);
      }
      let eligible = 0.0;
      for (const [row, students] of py.zip(py.cell(tables.rows, "enrollment"), by_row)) {
        let rate = py.cell(row, "lunch_rate");
        if (py.cell(row, "direct_certified_rate") !== null) {
          rate = py.least(DIRECT_CERTIFICATION_COUNTS * py.cell(row, "direct_certified_rate"), 1.0);
        }
        if (students > 0) {
          eligible += students * rate;
        }
      }
      const students_in_all = total(by_row);
      return students_in_all > 0 ? py.divide(eligible, students_in_all) : 0.0;
    }

    // Urban or rural: as typed, or rural where more than half of the schools are.
    function locale_of(tables) {
      if (py.truth(py.cell(tables.district, "locale"))) {
        return py.text(py.cell(tables.district, "locale"));
      }
      const rural = new Map();
      for (const row of py.each(py.cell(tables.rows, "enrollment"))) {
        if (py.truth(py.cell(row, "active"))) {
          const name = py.either(py.cell(row, "school"), () => py.cell(row, "name"));
          py.put(
            rural,
            name,
            py.either(py.get(rural, name, false), () => py.cell(row, "rural") === "yes")
          );
        }
      }
      const number = py.len(
        py.items(rural).filter(
          ([name, is_rural]) => py.truth(is_rural)
        ).map(([name, is_rural]) => name)
      );
      return number > py.len(rural) / 2 ? "rural" : "urban";
    }

    // Discounts of Category One and Two.
    function discounts(tables, lunch_rate, locale) {
      const percent = py.whole(100 * lunch_rate + 0.5 + A_HAIR);
      let [one, two] = [0.0, 0.0];
      for (const band of py.each(py.at(py.cell(tables.facts, "discount_bands"), locale))) {
        if (percent >= py.cell(band, "lunch_percent_from")) {
          [one, two] = [py.cell(band, "category_one"), py.cell(band, "category_two")];
        }
      }
      return [one, two];
    }

    // Category Two budget of five years with a year's students.
    function budget(cycle, students) {
      const everybody = total(py.values(students));
      const open_schools = py.len(
        py.items(students).filter(([name, number]) => number > 0).map(([name, number]) => name)
      );
      const [per_student, per_school] = [
        py.cell(cycle, "per_student"),
        py.cell(cycle, "floor_per_school")
      ];
      let best = py.most(per_student * everybody, per_school * open_schools);
      if (py.len(students) <= py.cell(cycle, "school_by_school_most_schools")) {
        let school_by_school = 0.0;
        for (const number of py.values(students)) {
          if (number > 0) {
            school_by_school += py.most(per_student * number, per_school);
          }
        }
        best = py.most(best, school_by_school);
      }
      return best;
    }

    // Category of E-Rate that a row of cost is in: none where the district does not ask for it.
    function kind_of(row) {
      if (py.get(row, "erate_filed") === "no") {
        return "none";
      }
      return py.text(py.cell(py.cell(row, "account"), "erate_category"));
    }

    // What E-Rate would pay of each row in each year.
    function support(tables, students, cost, kind) {
      const found = new Map();
      const budgets = new Map();
      const used = new Map();
      for (const [year, now] of py.items(tables)) {
        const [one, two] = discounts(now, lunch_share(now, py.at(students, year)), locale_of(now));
        const months = months_of(year, py.cell(now.district, "fiscal_year_start_month"));
        const by_school = schools(now, py.at(students, year));
        const eligible = total(
          py.each(cost).filter(
            (row) => py.at(kind, row) === "category_two"
          ).map((row) => py.at(py.at(cost, row), year))
        );
        let fits = 0.0;
        for (const [first, count] of py.items(months_by_cycle(months))) {
          if (!py.truth(budgets)) {
            py.put(used, first, py.cell(now.district, "category_two_used"));
          }
          py.put(
            budgets,
            first,
            py.most(py.get(budgets, first, 0.0), budget(cycle_of(now, first), by_school))
          );
          const left = py.most(py.at(budgets, first) - py.get(used, first, 0.0), 0.0);
          const fit = py.least(eligible * count / 12, left);
          py.put(used, first, py.get(used, first, 0.0) + fit);
          fits += fit;
        }
        const share = eligible > 0 ? py.divide(fits, eligible) : 0.0;
        py.put(
          found,
          year,
          paid_of_each(
            now,
            year,
            cost,
            kind,
            py.dict([["category_one", one], ["category_two", two * share]])
          )
        );
      }
      return found;
    }

    // What E-Rate would pay of each row's sustained cost: of Category Two, within a yearly budget.
    function support_on_average(tables, students, sustained, kind) {
      const found = new Map();
      const budgets = new Map();
      for (const [year, now] of py.items(tables)) {
        const [one, two] = discounts(now, lunch_share(now, py.at(students, year)), locale_of(now));
        const by_school = schools(now, py.at(students, year));
        const eligible = total(
          py.each(sustained).filter(
            (row) => py.at(kind, row) === "category_two"
          ).map((row) => py.at(py.at(sustained, row), year))
        );
        let fits = 0.0;
        const months = months_of(year, py.cell(now.district, "fiscal_year_start_month"));
        for (const [first, count] of py.items(months_by_cycle(months))) {
          py.put(
            budgets,
            first,
            py.most(py.get(budgets, first, 0.0), budget(cycle_of(now, first), by_school))
          );
          fits += py.least(eligible, py.divide(py.at(budgets, first), CYCLE_YEARS)) * count / 12;
        }
        const share = eligible > 0 ? py.divide(fits, eligible) : 0.0;
        py.put(
          found,
          year,
          paid_of_each(
            now,
            year,
            sustained,
            kind,
            py.dict([["category_one", one], ["category_two", two * share]])
          )
        );
      }
      return found;
    }

    // What E-Rate would pay of each row in a year, at the rate of its category.
    function paid_of_each(now, year, cost, kind, rates) {
      const share = py.cell(now.drivers, "erate_share");
      return py.by_each(
        py.each(cost),
        (row) => py.get(rates, py.at(kind, row), 0.0) * py.at(py.at(cost, row), year) * share
      );
    }

    // First years of the cycles that a year touches, and how many of its months are in each.
    function months_by_cycle(months) {
      const counts = new Map();
      for (const month of py.each(months)) {
        const first = cycle_first_year(month, CYCLE_YEARS, FIRST_FUNDING_YEAR);
        py.put(counts, first, py.get(counts, first, 0) + 1);
      }
      return counts;
    }

    // The figures of the cycle that starts in a funding year.
    function cycle_of(tables, first) {
      for (const cycle of py.each(py.cell(tables.facts, "erate_cycles"))) {
        if (py.same(py.cell(cycle, "first_funding_year"), first)) {
          return py.dict(cycle);
        }
      }
      throw new Error(py.text(first));
    }
    return { kind_of, support, support_on_average };
  })();

  // planner.rulebook.forecast: Growth of a band of grades, forecast from the district's own history (docs/enrollment.md).
  modules.rulebook_forecast = (() => {
    const { power, root, total } = modules.sums;
    const GRADES = ["PK", "K", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
    const RATIOS = 5;

    // Growth of the students of a band, as a share, from the year before to a year.
    function growth_by_band(plan) {
      const counts = counted(plan);
      const first_year = py.cell(py.cell(plan, "district"), "first_year");
      const last_known = last_known_year(counts, first_year);
      let forecast = forecast_of(
        counts,
        last_known,
        first_year + py.cell(py.cell(plan, "district"), "years") - 1
      );
      if (!py.each(counts).some(([_, year]) => year > last_known)) {
        forecast = with_total_held(forecast, counts, last_known);
      }
      function growth(grades, year) {
        const band = grades_of(grades);
        const before = total(
          py.each(band).map((grade) => py.get(forecast, [grade, year - 1], 0.0))
        );
        const now = total(py.each(band).map((grade) => py.get(forecast, [grade, year], 0.0)));
        return before > 0 ? py.divide(now, before) - 1 : 0.0;
      }
      return growth;
    }

    // The plan's first year if every grade has a count for it, or else the last one before.
    function last_known_year(counts, first_year) {
      const grades = py.each(counts).filter(
        ([grade, year]) => year <= first_year
      ).map(([grade, year]) => grade);
      if (
        py.truth(grades) &&
        py.each(grades).every((grade) => py.within([grade, first_year], counts))
      ) {
        return first_year;
      }
      return py.max_of(
        py.each(counts).filter(([_, year]) => year < first_year).map(([_, year]) => year),
        first_year
      );
    }

    // What the district typed: counts of past years, and what it expects of later ones.
    function counted(plan) {
      return py.dict(
        py.each(py.cell(plan, "history")).filter((row) => py.truth(py.cell(row, "active")) && py.cell(row, "name") !== "births").map(
          (row) => [
            [py.upper(py.cell(row, "name")), py.cell(row, "fiscal_year")],
            py.cell(row, "students")
          ]
        )
      );
    }

    // Students of every grade from the last known year on.
    function forecast_of(counts, last_known, last_year) {
      const grades = py.each(GRADES).filter(
        (grade) => py.each(counts).some(([name, _]) => py.same(name, grade))
      );
      const found = py.dict(
        py.items(counts).filter(([[grade, year], n]) => py.same(year, last_known))
      );
      for (const year of py.range(last_known + 1, last_year + 1)) {
        for (const grade of py.each(grades)) {
          const below = grade_below(grade);
          if (py.within([grade, year], counts)) {
            py.put(found, [grade, year], py.at(counts, [grade, year]));
          } else if (
            is_empty(counts, below, last_known) &&
            !py.truth(py.get(found, [below, year - 1]))
          ) {
            py.put(found, [grade, year], py.get(found, [grade, year - 1], 0.0));
          } else {
            const ratio = usual_ratio(counts, below, grade, last_known);
            py.put(found, [grade, year], py.get(found, [below, year - 1], 0.0) * ratio);
          }
        }
      }
      return found;
    }

    // Whether nobody was counted in a grade, if there is one, in the latest two years.
    function is_empty(counts, grade, last_known) {
      return ![last_known - 1, last_known].some(
        (year) => py.truth(py.get(counts, [grade, year], 0.0))
      );
    }

    // The forecast with a total that the size and the history of the district allow.
    function with_total_held(forecast, counts, last_known) {
      const held = py.dict(forecast);
      const now = total(
        py.items(forecast).filter(
          ([[_, year], n]) => py.same(year, last_known)
        ).map(([[_, year], n]) => n)
      );
      const change = yearly_change(counts, last_known);
      const rise = py.least(py.most(change, 0.03), 0.06);
      const fall = py.least(py.most(-change, 0.03), 0.06);
      const trusted = py.least(py.most((now - 1000) / 2000, 0.0), 1.0);
      for (
        const year of py.sorted(
          py.fromkeys(
            py.each(forecast).filter(([_, year]) => year > last_known).map(([_, year]) => year)
          )
        )
      ) {
        const ahead = year - last_known;
        const most = now * py.least(power(1 + rise, ahead), 2.0);
        const least = now * py.most(power(1 - fall, ahead), 0.5);
        const classes = total(
          py.items(forecast).filter(([[_, of], n]) => py.same(of, year)).map(([[_, of], n]) => n)
        );
        const expected = trusted * py.least(py.most(classes, least), most) + (1 - trusted) * now;
        for (
          const grade of py.each(
            py.each(forecast).filter(([grade, of]) => py.same(of, year)).map(([grade, of]) => grade)
          )
        ) {
          if (classes > 0) {
            py.put(
              held,
              [grade, year],
              py.divide(py.at(forecast, [grade, year]) * expected, classes)
            );
          } else {
            py.put(held, [grade, year], py.at(forecast, [grade, last_known]));
          }
        }
      }
      return held;
    }

    // Average change a year since the earliest of five years that was counted in full.
    function yearly_change(counts, last_known) {
      const grades = py.list(py.fromkeys(py.each(counts).map(([grade, _]) => grade)));
      for (const year of py.range(last_known - 5, last_known)) {
        if (py.each(grades).every((grade) => py.within([grade, year], counts))) {
          const before = total(py.each(grades).map((grade) => py.at(counts, [grade, year])));
          const now = total(py.each(grades).map((grade) => py.at(counts, [grade, last_known])));
          if (before > 0) {
            return root(py.divide(now, before), last_known - year) - 1;
          }
        }
      }
      return 0.0;
    }

    // The grade that moves up into a grade; nothing feeds kindergarten or prekindergarten.
    function grade_below(grade) {
      return py.within(grade, ["PK", "K"]) ? "" : py.at(GRADES, py.index(GRADES, grade) - 1);
    }

    // Mean of the latest yearly ratios of a grade to the grade below a year earlier.
    function usual_ratio(counts, below, grade, last_known) {
      const ratios = [];
      for (const year of py.range(last_known - RATIOS + 1, last_known + 1)) {
        const [earlier, later] = [py.get(counts, [below, year - 1]), py.get(counts, [grade, year])];
        if (py.truth(earlier) && later !== null) {
          py.append(ratios, py.divide(later, earlier));
        }
      }
      if (py.len(ratios) >= 3) {
        py.remove(ratios, py.max_of(ratios));
        py.remove(ratios, py.min_of(ratios));
      }
      return py.truth(ratios) ? py.divide(total(ratios), py.len(ratios)) : 1.0;
    }

    // Grades that a band names, such as K-5; all of them where it is no such band.
    function grades_of(band) {
      const [low, _, high] = py.partition(py.upper(band), "-");
      if (py.within(low, GRADES) && py.within(high, GRADES)) {
        return py.slice(GRADES, py.index(GRADES, low), py.index(GRADES, high) + 1);
      }
      return GRADES;
    }
    return { growth_by_band };
  })();

  // planner.rulebook.incidents: Cyber incidents, outside the budget: what is kept of a loss, what to expect, what pays.
  modules.incidents = (() => {
    const { Incident } = modules.answer;

    // One kind of incident through all years; prices are those of the security services.
    function incident_years(number, tables, price) {
      const found = new Map();
      for (const [year, now] of py.items(tables)) {
        const row = py.at(py.cell(now.rows, "incidents"), number);
        const low = kept(py.cell(row, "loss_low"), row, now);
        const high = kept(py.cell(row, "loss_high"), row, now);
        py.put(
          found,
          year,
          Incident(
            [low, high],
            [py.cell(row, "per_year_low") * low, py.cell(row, "per_year_high") * high],
            [
              py.cell(row, "per_year_low") * py.cell(row, "days_low"),
              py.cell(row, "per_year_high") * py.cell(row, "days_high")
            ],
            chance(row, [low, high], price, year)
          )
        );
      }
      return found;
    }

    // What the district keeps of a loss.
    function kept(loss, row, tables) {
      if (!py.truth(py.cell(row, "insurance"))) {
        return loss;
      }
      const policy = py.next(
        py.each(py.cell(tables.rows, "security")).filter(
          (other) => py.same(py.cell(other, "name"), py.cell(row, "insurance"))
        )
      );
      const deductible = py.either(py.cell(policy, "deductible"), () => 0.0);
      let above = 0.0;
      if (py.cell(policy, "coverage_limit") !== null) {
        above = py.most(loss - deductible - py.cell(policy, "coverage_limit"), 0.0);
      }
      return py.number(py.least(loss, deductible) + above);
    }

    // Yearly chance above which the contract pays for itself: infinite where nothing is lost.
    function chance(row, losses, price, year) {
      if (!py.truth(py.cell(row, "contract"))) {
        return null;
      }
      const paid = py.at(py.at(price, py.cell(row, "contract")), year);
      const [low, high] = losses;
      return [pays_above(paid, low), pays_above(paid, high)];
    }

    // Yearly chance of one loss above which a price is worth paying.
    function pays_above(paid, loss) {
      return loss > 0 ? py.divide(paid, loss) : Infinity;
    }
    return { incident_years };
  })();

  // planner.rulebook.inputs: The tables as they read in each fiscal year, after a scenario's changes.
  modules.inputs = (() => {
    const { first_month_covered, months_of } = modules.months;
    const COST_TABLES = [
      "devices",
      "repair",
      "licenses",
      "security",
      "staffing",
      "training",
      "privacy",
      "network"
    ];
    const FOREVER = Infinity;

    // All tables of a plan as they read in one fiscal year, and the public figures.
    function Tables(district, rows, drivers, facts, support_ends, first_year, last_year) {
      return { district, rows, drivers, facts, support_ends, first_year, last_year };
    }

    // The tables of a plan in a fiscal year, before any change.
    function tables_of(plan, scenario, facts, year) {
      const first = py.cell(py.cell(plan, "district"), "first_year");
      return Tables(
        py.cell(plan, "district"),
        py.dict(
          py.items(py.cell(plan, "rows")).map(
            ([table, rows]) => [table, py.each(rows).map((row) => py.dict(row))]
          )
        ),
        drivers_of(plan, facts, year),
        facts,
        py.dict([
          ...py.items(py.cell(plan, "support_ends")),
          ...py.items(py.cell(scenario, "support_ends"))
        ]),
        first,
        first + py.cell(py.cell(plan, "district"), "years") - 1
      );
    }

    // The drivers of a fiscal year before any change.
    function drivers_of(plan, facts, year) {
      const values = py.by_each(
        py.each(py.cell(facts, "drivers")),
        (name) => driver(plan, facts, name, year)
      );
      return py.dict(py.items(values).filter(([name, value]) => value !== null));
    }

    // Make one change in a year's tables; rows that it changes become rows of that year alone.
    function make(tables, change) {
      const [table, column] = [py.cell(change, "table"), py.cell(change, "field")];
      if (table === "district") {
        const district = tables.district;
        tables.district = py.dict([
          ...py.items(district),
          [column, changed(py.at(district, column), change)]
        ]);
      } else if (table === "assumptions") {
        for (const name of py.each(py.cell(tables.facts, "drivers"))) {
          if (py.within(py.cell(change, "row"), ["all", name])) {
            py.put(tables.drivers, name, changed(py.get(tables.drivers, name), change));
          }
        }
      } else {
        py.put(
          tables.rows,
          table,
          py.each(py.at(tables.rows, table)).map(
            (cells) => py.within(
              py.cell(change, "row"),
              ["all", py.cell(cells, "key")]
            ) ? with_change(cells, change) : cells
          )
        );
      }
    }

    // A row after one change of one of its cells.
    function with_change(cells, change) {
      const column = py.cell(change, "field");
      const stated = py.dict([
        ...py.items(py.get(cells, "stated", new Map())),
        [column, changed_parts(parts_of(cells, column), change)]
      ]);
      return py.dict([
        ...py.items(cells),
        [column, changed(py.at(cells, column), change)],
        ["stated", stated]
      ]);
    }

    // What a cell is the sum of: amounts and the years in whose dollars they are.
    function parts_of(cells, column) {
      const whole = [[py.at(cells, column), null]];
      if (!py.within("stated", cells)) {
        return whole;
      }
      const parts = py.get(py.cell(cells, "stated"), column, whole);
      return parts;
    }

    // A cell after one change.
    function changed(old, change) {
      const new_ = py.cell(change, "value");
      if (py.cell(change, "how") === "add") {
        return old + new_;
      }
      if (py.cell(change, "how") === "multiply") {
        return old * new_;
      }
      return new_;
    }

    // The parts of a cell after one change: what is set or added is in dollars of its own year.
    function changed_parts(parts, change) {
      const new_ = py.cell(change, "value");
      const year = py.cell(change, "stated_in") === null ? py.cell(change, "from_year") : py.cell(change, "stated_in");
      if (py.cell(change, "how") === "add") {
        return [...py.each(parts), [new_, py.either(year, () => null)]];
      }
      if (py.cell(change, "how") === "multiply") {
        return py.each(parts).map(([amount, stated]) => [amount * new_, stated]);
      }
      return [[new_, py.either(year, () => null)]];
    }

    // What assumptions.csv says of a driver in a year; the default where it says nothing.
    function driver(plan, facts, name, year) {
      let value = null;
      let latest = null;
      for (const row of py.each(py.cell(plan, "assumptions"))) {
        const begins = py.cell(row, "from_year") === null ? -FOREVER : py.cell(row, "from_year");
        if (
          !py.same(py.cell(row, "name"), name) ||
          !py.truth(py.cell(row, "active")) ||
          py.cell(row, "value") === null ||
          begins > year
        ) {
          continue;
        }
        if (latest === null || begins >= latest) {
          [latest, value] = [begins, py.cell(row, "value")];
        }
      }
      const default_ = py.at(py.cell(facts, "drivers"), name);
      return value === null ? default_ : value;
    }

    // The tables of every fiscal year of the plan, with the scenario's changes made.
    function tables_by_year(plan, scenario, facts) {
      const typed = with_words(plan, scenario, facts);
      const numbers = [
        ...py.each(py.cell(plan, "changes")),
        ...py.each(py.cell(scenario, "changes"))
      ].filter((change) => py.truth(py.cell(change, "numeric")));
      const every_year = new Map();
      for (const year of py.range(typed.first_year, typed.last_year + 1)) {
        const tables = {
          ...typed,
          rows: py.dict(typed.rows),
          drivers: drivers_of(plan, facts, year)
        };
        for (const change of py.each(numbers)) {
          const since = py.cell(change, "from_year");
          if (since === null || since <= year) {
            make(tables, change);
          }
        }
        py.put(every_year, year, tables);
      }
      return every_year;
    }

    // The tables of the first year with changed words and choices: they make another plan.
    function with_words(plan, scenario, facts) {
      const tables = tables_of(
        plan,
        scenario,
        facts,
        py.cell(py.cell(plan, "district"), "first_year")
      );
      for (const change of py.each(py.cell(scenario, "changes"))) {
        if (!py.truth(py.cell(change, "numeric"))) {
          make(tables, change);
        }
      }
      look_up(tables);
      for (const source of py.each(py.cell(tables.rows, "funding"))) {
        py.put(
          source,
          "active",
          py.both(py.cell(source, "active"), () => !vote_is_left_out(source, plan))
        );
      }
      return tables;
    }

    // Give each source what is usual for its kind, and each row of cost its account.
    function look_up(tables) {
      for (const source of py.each(py.cell(tables.rows, "funding"))) {
        py.put(
          source,
          "rule",
          py.at(py.cell(tables.facts, "funding_rules"), py.cell(source, "kind"))
        );
      }
      for (const table of py.each(COST_TABLES)) {
        for (const row of py.each(py.at(tables.rows, table))) {
          py.put(
            row,
            "account",
            py.at(py.cell(tables.facts, "accounts"), py.cell(row, "category"))
          );
          py.put(
            row,
            "rulings",
            py.at(py.cell(tables.facts, "eligibility"), py.cell(row, "category"))
          );
        }
      }
    }

    // Whether a levy needs a vote that is still to come, and the district does not count on it.
    function vote_is_left_out(source, plan) {
      if (!py.within(py.cell(source, "kind"), ["local_levy", "capital_levy"])) {
        return false;
      }
      if (py.truth(py.cell(source, "voted"))) {
        return py.truth(py.cell(source, "voted") === "not_yet_left_out");
      }
      if (py.cell(source, "renewal_probability") !== null) {
        return true;
      }
      const first = first_month_covered(py.cell(source, "start_date"));
      const district = py.cell(plan, "district");
      const opening = py.at(
        months_of(py.cell(district, "first_year"), py.cell(district, "fiscal_year_start_month")),
        0
      );
      return first !== null && first > opening;
    }

    // A row's price in every year over that of the first: its own growth, or a driver's.
    function price_index(tables, table, number, column, driver_name) {
      const found = new Map();
      let index = 1.0;
      for (const [place, [year, now]] of py.enumerate(py.items(tables))) {
        if (place > 0) {
          const own = py.at(py.at(py.at(now.rows, table), number), column);
          index *= 1 + (own === null ? py.at(now.drivers, driver_name) : own);
        }
        py.put(found, year, index);
      }
      return found;
    }

    // A price in every year over that of the first, where it grows by a driver alone.
    function driver_index(tables, name) {
      const found = new Map();
      let index = 1.0;
      for (const [place, [year, now]] of py.enumerate(py.items(tables))) {
        if (place > 0) {
          index *= 1 + py.at(now.drivers, name);
        }
        py.put(found, year, index);
      }
      return found;
    }

    // An amount as it is in a year: each part of it grown from the year whose dollars it is in.
    function in_dollars_of(tables, cell, year, index) {
      const [table, number, column] = cell;
      const now = py.at(tables, year);
      const [first, last] = [now.first_year, now.last_year];
      let amount_then = 0.0;
      for (
        const [amount, stated] of py.each(parts_of(py.at(py.at(now.rows, table), number), column))
      ) {
        const since = stated === null ? year_it_states(tables, table, number, year) : stated;
        amount_then += py.divide(
          amount * py.at(index, year),
          py.at(index, py.least(py.most(since, first), last))
        );
      }
      return amount_then;
    }

    // The year in whose dollars a row states its amounts.
    function year_it_states(tables, table, number, year) {
      const now = py.at(tables, year);
      const [row, first] = [py.at(py.at(now.rows, table), number), now.first_year];
      const usual = table === "funding" ? "start_year" : "first_year";
      const start = first_month_covered(py.get(row, "start_date"));
      if (py.either(py.get(row, "dollars_of"), () => usual) === "first_year" || start === null) {
        return first;
      }
      const opening = py.at(
        months_of(first, py.cell(py.at(tables, first).district, "fiscal_year_start_month")),
        0
      );
      return first + py.floor_divide(start - opening, 12);
    }
    return { COST_TABLES, tables_by_year, price_index, driver_index, in_dollars_of, year_it_states };
  })();

  // planner.rulebook.leases: Leases of devices: level payments from the year of purchase on, and a buyout after them.
  modules.leases = (() => {
    const { power } = modules.sums;

    // All leases of one fleet: what is due in which year, and the first year's orders paid so.
    function Leases(payments = new Map(), ordered = 0.0) {
      return { payments, ordered };
    }

    // Lease what is bought in a year, on the terms of that year.
    function sign(leases, year, cost, fleet) {
      for (const later of py.range(py.whole(py.cell(fleet, "lease_years")))) {
        owe(leases, year + later, cost * payment_of_one(fleet));
      }
      owe(leases, year + py.cell(fleet, "lease_years"), cost * py.cell(fleet, "lease_buyout_rate"));
    }

    // Owe an amount in a year.
    function owe(leases, year, amount) {
      py.put(leases.payments, year, due(leases, year) + amount);
    }

    // What is owed in a year.
    function due(leases, year) {
      return py.get(leases.payments, year, 0.0);
    }

    // Leases of a fleet that run when the plan starts, and the orders that they pay.
    function owed_already(tables, number, first_year) {
      const found = Leases();
      const name = py.cell(py.at(py.cell(tables.rows, "devices"), number), "name");
      for (const lot of py.each(py.cell(tables.rows, "inventory"))) {
        const left = py.cell(lot, "lease_payments_left");
        if (
          !py.same(py.cell(lot, "name"), name) ||
          !py.truth(py.cell(lot, "active")) ||
          left === null
        ) {
          continue;
        }
        for (const later of py.range(py.whole(left))) {
          owe(found, first_year + later, py.either(py.cell(lot, "lease_payment"), () => 0.0));
        }
        owe(found, first_year + py.whole(left), py.either(py.cell(lot, "lease_buyout"), () => 0.0));
        if (py.cell(lot, "bought") >= first_year) {
          found.ordered += py.cell(lot, "units");
        }
      }
      return found;
    }

    // Yearly payment for a dollar's worth of devices, the first at once.
    function payment_of_one(fleet) {
      const [rate, years] = [py.cell(fleet, "lease_rate"), py.cell(fleet, "lease_years")];
      if (py.same(rate, 0)) {
        return py.number(py.divide(1, years));
      }
      return py.number(
        py.divide(py.divide(rate, 1 + rate), 1 - py.divide(1, power(1 + rate, py.whole(years))))
      );
    }

    // All that is paid in the end for a dollar's worth of devices.
    function all_payments_of_one(fleet) {
      return py.number(
        py.cell(fleet, "lease_years") * payment_of_one(fleet) + py.cell(fleet, "lease_buyout_rate")
      );
    }
    return { Leases, sign, due, owed_already, all_payments_of_one };
  })();

  // planner.rulebook.lots: Devices by the year they were bought in: how they are lost, when they are due, which stay.
  modules.lots = (() => {
    const { last_month_of_support } = modules.supports;
    const { months_of } = modules.months;
    const { total } = modules.sums;
    const FOREVER = Infinity;

    // Devices bought in one year; planned are those that the plan itself buys.
    function Lot(units, bought, supported, planned) {
      return { units, bought, supported, planned };
    }

    // What is there when the first year starts, and how much of it is ordered and unpaid.
    function opening_lots(tables, number, first_year) {
      const name = py.cell(py.at(py.cell(tables.rows, "devices"), number), "name");
      const lots = [];
      let orders = 0.0;
      for (const row of py.each(py.cell(tables.rows, "inventory"))) {
        if (py.same(py.cell(row, "name"), name) && py.truth(py.cell(row, "active"))) {
          const ends = last_month_of_support(row, tables);
          const supported = ends === null ? FOREVER : ends;
          py.append(lots, Lot(py.cell(row, "units"), py.cell(row, "bought"), supported, false));
          if (py.same(py.cell(row, "bought"), first_year)) {
            orders += py.cell(row, "units");
          }
        }
      }
      return [lots, orders];
    }

    // Devices that the plan buys in a year, with their support.
    function planned_lot(units, fleet, tables, year) {
      let last = FOREVER;
      if (py.cell(fleet, "support_years") !== null) {
        const first_month = py.at(
          months_of(year, py.cell(tables.district, "fiscal_year_start_month")),
          0
        );
        last = first_month + 12 * py.cell(fleet, "support_years") - 1;
      }
      return Lot(units, year, last, true);
    }

    // Share of the devices of an age that is lost by the next year.
    function loss_at(fleet, age, breakage_change) {
      let rate = py.cell(fleet, "loss_rate");
      if (rate === null) {
        const by_age = py.cell(fleet, "loss_by_age");
        rate = py.at(by_age, py.least(age, py.len(by_age) - 1));
      }
      return py.number(py.least(rate * (1 + breakage_change), 1.0));
    }

    // What is left in a year of the devices of the year before.
    function after_losses(lots, fleet, tables, year) {
      const change = py.cell(tables.drivers, "breakage_change_rate");
      return py.each(lots).map(
        (lot) => ({
          ...lot,
          units: lot.units * (1 - loss_at(fleet, py.whole(year - 1 - lot.bought), change))
        })
      );
    }

    // Whether support covers a year to its end.
    function has_support(lot, tables, year) {
      return lot.supported >= py.at(
        months_of(year, py.cell(tables.district, "fiscal_year_start_month")),
        -1
      );
    }

    // Whether a lot's life and the years it is deferred are over, or its support is.
    function is_due(lot, fleet, tables, year) {
      const due_year = lot.bought + py.cell(
        fleet,
        "useful_life_years"
      ) + py.cell(fleet, "deferred_years");
      return year >= due_year || !has_support(lot, tables, year);
    }

    // As many of some lots as there is room for, the latest bought first.
    function staying(lots, room) {
      const kept = [];
      for (const lot of py.sorted(lots, (lot) => [-lot.bought, !py.truth(lot.planned)])) {
        const units = py.least(lot.units, py.most(room, 0.0));
        room -= units;
        py.append(kept, { ...lot, units: units });
      }
      return kept;
    }

    // Devices in some lots.
    function number_of(lots) {
      return total(py.each(lots).map((lot) => lot.units));
    }
    return { opening_lots, planned_lot, loss_at, after_losses, has_support, is_due, staying, number_of };
  })();

  // planner.rulebook.sources: Sources of money: what is usual for them, how long they pay and in which order.
  modules.sources = (() => {
    const { first_month_covered, last_month_covered } = modules.months;
    const FOREVER = Infinity;

    // What the row says in words, or what is usual for its kind of money.
    function usual(row, field) {
      if (py.truth(py.at(row, field))) {
        return py.text(py.at(row, field));
      }
      if (
        field === "unspent" &&
        py.cell(row, "kind") === "grant" &&
        usual(row, "award") === "yearly"
      ) {
        return "lapse";
      }
      return py.text(py.at(py.cell(row, "rule"), field));
    }

    // A limit or a number of months: the row's own, the kind's, or none.
    function usual_number(row, field) {
      let number = py.at(row, field);
      if (number === null && field === "infrastructure_limit_rate" && is_for_another_purpose(row)) {
        return FOREVER;
      }
      if (number === null) {
        number = py.at(py.cell(row, "rule"), field);
      }
      return number === null ? FOREVER : py.number(number);
    }

    // Whether Title IV-A money is for a well-rounded education or for safe and healthy students.
    function is_for_another_purpose(row) {
      return py.within(py.cell(row, "purpose"), ["well_rounded", "safe_and_healthy"]);
    }

    // Months by which money comes late: only what comes by the year can.
    function delay(row) {
      const by_person = py.cell(row, "fee_per_person") !== null || py.cell(
        row,
        "amount_per_student"
      ) !== null;
      const by_the_year = py.either(by_person, () => usual(row, "award") === "yearly");
      if (py.cell(row, "reimbursed_rate") !== null || !py.truth(by_the_year)) {
        return 0.0;
      }
      return py.number(py.cell(row, "receipt_delay_months"));
    }

    // Last month in which a source is there to be spent: late money is spent later.
    function last_month(row) {
      const last = last_month_covered(py.cell(row, "end_date"));
      return last === null ? FOREVER : last + delay(row);
    }

    // Share of a year in which a source may pay; money that keeps stays after its end.
    function presence(row, months) {
      const first = first_month_covered(py.cell(row, "start_date"));
      const begins = first === null ? py.at(months, 0) : py.most(first, py.at(months, 0));
      const ends = usual(row, "unspent") === "keep" ? FOREVER : last_month(row) + 1;
      return py.most(py.least(ends, py.at(months, -1) + 1) - begins, 0.0) / 12;
    }

    // Whether a source ends in a year or before.
    function has_ended(row, months) {
      return last_month(row) <= py.at(months, -1);
    }

    // Places of the sources in the order in which they pay.
    function in_order(tables) {
      function rank(number) {
        const row = py.at(py.cell(tables.rows, "funding"), number);
        let order = py.cell(row, "order");
        if (order === null) {
          order = py.cell(py.cell(row, "rule"), "order");
        }
        const last = last_month_covered(py.cell(row, "end_date"));
        return [order, last === null ? FOREVER : last, number];
      }
      return py.sorted(py.range(py.len(py.cell(tables.rows, "funding"))), rank);
    }
    return { usual, usual_number, is_for_another_purpose, delay, presence, has_ended, in_order };
  })();

  // planner.views.format.money: How money is written: whole dollars that foot in tables, round figures in sentences.
  modules.money = (() => {
    const { power } = modules.sums;
    const TO_THE_THOUSAND_FROM = 10000;
    const _HALVES = 134217729;

    // Whole dollars of several parts, such that they add up to the rounded total.
    function foot(parts, total = null) {
      const floors = py.each(parts).map((part) => py.floor(part));
      let missing = total === null ? whole(_sum(parts)) : total;
      for (const rounded_down of py.each(floors)) {
        missing -= rounded_down;
      }
      const some = py.enumerate(parts).filter(
        ([place, part]) => !py.same(part, 0)
      ).map(([place, part]) => place);
      const by_loss = py.sorted(some, (place) => py.at(floors, place) - py.at(parts, place));
      for (const [turn, place] of py.enumerate(by_loss)) {
        py.put(
          floors,
          place,
          py.at(floors, place) + py.floor_divide(
            missing + py.len(by_loss) - 1 - turn,
            py.len(by_loss)
          )
        );
      }
      return floors;
    }

    // The sum of some parts, with what each addition loses added at the end, as ``math.fsum``.
    function _sum(parts) {
      let so_far = 0.0;
      let lost = 0.0;
      for (const part of py.each(parts)) {
        const more = so_far + part;
        lost += py.abs(so_far) >= py.abs(part) ? so_far - more + part : part - more + so_far;
        so_far = more;
      }
      return so_far + lost;
    }

    // Nearest whole dollar, a half away from zero as Excel rounds.
    function whole(amount) {
      const size = py.floor(py.abs(amount) + 0.5);
      return amount > 0 ? size : 0 - size;
    }

    // How many of some units of one a value comes nearest to; at an exact half the even number.
    function nearest(value, units) {
      const size = py.abs(value);
      const near = size * units;
      const cut = size * _HALVES;
      const high = cut - (cut - size);
      const lost = high * units - near + (size - high) * units;
      const below = py.floor(near);
      const above_half = near - below - 0.5 + lost;
      const up = above_half > 0 || (py.same(above_half, 0) && py.same(py.modulo(below, 2), 1));
      const found = py.truth(up) ? below + 1 : below;
      return value > 0 ? found : 0 - found;
    }

    // A whole number with a comma before every three digits.
    function with_commas(number) {
      const digits = py.text(py.abs(py.whole(number)));
      const first = py.modulo(py.len(digits), 3);
      const begin = py.truth(first) ? [py.slice(digits, null, first)] : [];
      const places = py.range(py.floor_divide(py.len(digits), 3)).map((group) => first + 3 * group);
      const groups = [
        ...py.each(begin),
        ...py.each(py.each(places).map((place) => py.slice(digits, place, place + 3)))
      ];
      return `${py.text(number < 0 ? "-" : "")}${py.text(py.join(",", groups))}`;
    }

    // A value with so many decimals; nothing has no sign.
    function with_decimals(value, places) {
      const units = py.whole(power(10.0, places));
      const number = nearest(value, units);
      const digits = py.slice(py.text(units + py.modulo(py.abs(number), units)), 1, null);
      const ones = `${py.text(number < 0 ? "-" : "")}${py.text(py.floor_divide(py.abs(number), units))}`;
      return places > 0 ? `${py.text(ones)}.${py.text(digits)}` : ones;
    }

    // A value with as many decimals as it needs, at most so many: one or more.
    function with_few_decimals(value, most) {
      const parts = py.split(with_decimals(value, most), ".");
      let decimals = py.at(parts, 1);
      for (const _ of py.range(most)) {
        decimals = py.removesuffix(decimals, "0");
      }
      return py.truth(decimals) ? `${py.text(py.at(parts, 0))}.${py.text(decimals)}` : py.at(parts, 0);
    }

    // Whole dollars as a table shows them: commas, and parentheses below zero.
    function dollars(amount) {
      const number = whole(amount);
      return number < 0 ? `($${py.text(with_commas(-number))})` : `$${py.text(with_commas(number))}`;
    }

    // Money as a sentence says it: round, and without a sign.
    function about(amount, rounding = "near") {
      const cents = nearest(py.abs(amount), 100);
      if (cents < TO_THE_THOUSAND_FROM * 100) {
        return `$${py.text(with_commas(_units(cents, 100, rounding)))}`;
      }
      const thousands = _units(cents, 100000, rounding);
      if (thousands < 1000) {
        return `$${py.text(with_commas(thousands * 1000))}`;
      }
      const hundredths = _units(cents, 1000000, rounding);
      if (hundredths < 100000) {
        return `${py.text(_hundredths(hundredths))} million`;
      }
      return `${py.text(_hundredths(_units(cents, 1000000000, rounding)))} billion`;
    }

    // How many of a unit some cents are, rounded; to the nearest, a half goes up.
    function _units(cents, unit, rounding) {
      if (rounding === "near") {
        return py.floor_divide(2 * cents + unit, 2 * unit);
      }
      return rounding === "down" ? py.floor_divide(cents, unit) : -py.floor_divide(-cents, unit);
    }

    function _hundredths(number) {
      return `$${py.text(with_commas(py.floor_divide(number, 100)))}.${py.text(py.slice(py.text(100 + py.modulo(number, 100)), 1, null))}`;
    }

    // Share as a percentage: a decimal only where it is needed.
    function percent(share) {
      const number = nearest(share * 100, 100);
      const ones = `${py.text(number < 0 ? "-" : "")}${py.text(py.floor_divide(py.abs(number), 100))}`;
      const digits = py.slice(py.text(100 + py.modulo(py.abs(number), 100)), 1, null);
      if (digits === "00") {
        return `${py.text(ones)}%`;
      }
      return `${py.text(ones)}.${py.text(py.endswith(digits, "0") ? py.slice(digits, null, 1) : digits)}%`;
    }
    return { foot, whole, nearest, with_commas, with_decimals, with_few_decimals, dollars, about, percent };
  })();

  // planner.analysis.cash_and_structural: Why a year's cash and its structural balance differ: what is not as in an average year.
  modules.cash_and_structural = (() => {
    const { A_DOLLAR } = modules.effect;
    const { total } = modules.sums;
    const _COUNTS_FROM = 0.5;

    // Revenue of a year over (under) its cost [USD].
    function excess_of_revenue(found, place) {
      return total(
        py.each(found.sources).map((source) => py.at(source.revenue, place))
      ) - py.at(found.cost, place);
    }

    // What makes a year's cash differ from its structural balance, part by part.
    function why_apart(found, place) {
      const parts = py.dict([
        ["devices", 0.0],
        ["purchases", 0.0],
        ["projects", 0.0],
        ["prepaid", 0.0],
        ["one_time", 0.0],
        ["other_money", -py.at(found.recurring_revenue, place)]
      ]);
      for (const row of py.each(found.rows)) {
        const prepaid = py.truth(row.recurring) ? py.at(row.prepaid, place) : 0.0;
        const kind = row.line === "device_refresh" ? "devices" : "purchases";
        py.put(parts, "prepaid", py.cell(parts, "prepaid") + prepaid);
        py.put(
          parts,
          py.truth(row.recurring) ? kind : "projects",
          py.at(parts, py.truth(row.recurring) ? kind : "projects") + (
            py.at(row.sustained_cost, place) - py.at(row.cost, place) - prepaid
          )
        );
      }
      for (const source of py.each(found.sources)) {
        py.put(
          parts,
          py.truth(source.recurring) ? "other_money" : "one_time",
          py.at(
            parts,
            py.truth(source.recurring) ? "other_money" : "one_time"
          ) + py.at(source.revenue, place)
        );
      }
      return parts;
    }

    // Why cash and structural balance of a year point in different directions, largest first.
    function reasons_apart(found, year) {
      const place = py.index(found.years, year);
      const [cash, structural] = [
        excess_of_revenue(found, place),
        py.at(found.structural_balance, place)
      ];
      const opposite = cash >= A_DOLLAR && structural <= -A_DOLLAR;
      if (!py.truth(opposite) && !(cash <= -A_DOLLAR && structural > -A_DOLLAR)) {
        return [];
      }
      const toward = cash > 0 ? 1.0 : -1.0;
      const parts = py.dict(
        py.items(why_apart(found, place)).map(([reason, amount]) => [reason, toward * amount])
      );
      const most = py.max_of(py.values(parts));
      const worth = py.items(parts).filter(
        ([reason, amount]) => amount >= _COUNTS_FROM * most
      ).map(([reason, amount]) => reason);
      return py.slice(py.sorted(worth, (reason) => -py.at(parts, reason)), null, 2);
    }
    return { reasons_apart };
  })();

  // planner.analysis.concerns: What should worry a board in a plan, worst first: the one order in which everything is said.
  modules.concerns = (() => {
    const { A_CENT } = modules.yearly_totals;
    const { cliff, sum_by_year } = modules.figures;
    const { total } = modules.sums;
    const SOON_YEARS = 2;

    // One thing that should worry a board.
    function Concern(kind, years, amounts, names, first, last, total, unbroken) {
      return { kind, years, amounts, names, first, last, total, unbroken };
    }

    // What should worry a board in the main scenario, worst first; nothing if the plan is sound.
    function concerns(board) {
      const found = board.main;
      const received = sum_by_year(
        py.each(found.sources).filter(
          (source) => py.within(source.name, board.votes)
        ).map((source) => source.revenue),
        py.len(found.years)
      );
      return _worst_first(found, _concern("vote", found, _some(received), received, board.votes));
    }

    // What should worry a board in one scenario, votes aside, worst first.
    function concerns_of$found(found) {
      return _worst_first(found, []);
    }

    function concerns_of(asked) {
      return py.kept_while_used(concerns_of$found, asked);
    }

    function _worst_first(found, votes) {
      const gap = py.each(found.structural_balance).map((balance) => -balance);
      const [restore, unfunded, soon] = [
        found.base_to_restore,
        found.unfunded,
        _unfunded_soon(found)
      ];
      const later = py.enumerate(unfunded).map(
        ([place, amount]) => amount > A_CENT &&
        !py.truth(py.at(soon, place))
      );
      return [
        ...py.each(_concern("unfunded_soon", found, soon, unfunded)),
        ...py.each(_reserve(found)),
        ...py.each(votes),
        ...py.each(_cliff(found)),
        ...py.each(_concern("base_to_restore", found, _some(restore), restore)),
        ...py.each(_concern("structural_gap", found, _some(gap), gap)),
        ...py.each(_concern("unfunded_later", found, later, unfunded))
      ];
    }

    // In which years an amount is more than nothing.
    function _some(amounts) {
      return py.each(amounts).map((amount) => amount > A_CENT);
    }

    // Years without money from this year or next on, until it comes again.
    function _unfunded_soon(found) {
      const missing = _some(found.unfunded);
      let goes_on = py.each(py.slice(missing, null, SOON_YEARS)).some((one) => py.truth(one));
      const soon = [];
      for (const [place, is_short] of py.enumerate(missing)) {
        goes_on = py.both(
          goes_on,
          () => py.either(is_short, () => place < py.index(missing, true))
        );
        py.append(soon, py.both(goes_on, () => is_short));
      }
      return soon;
    }

    // A reserve that is spent to the end, and one below the board's policy.
    function _reserve(found) {
      const pairs = py.zip(found.reserve_policy, found.reserve);
      const missing = py.each(pairs).map(([policy, balance]) => policy - balance);
      const held = reserve_held_money(found);
      const empty = py.enumerate(found.reserve).map(
        ([place, balance]) => py.both(py.at(held, place), () => balance < A_CENT)
      );
      return [
        ...py.each(_concern("reserve_used_up", found, empty, missing)),
        ...py.each(_concern("below_policy", found, _some(missing), missing))
      ];
    }

    // Whether the technology reserve has held money by each year.
    function reserve_held_money$found(found) {
      const drawn = sum_by_year(
        py.each(found.rows).map((row) => row.paid_by_reserve),
        py.len(found.years)
      );
      const by_year = [];
      let so_far = found.opening >= A_CENT;
      for (const [place, balance] of py.enumerate(found.reserve)) {
        so_far = py.either(
          so_far,
          () => py.either(py.at(drawn, place) >= A_CENT, () => balance >= A_CENT)
        );
        py.append(by_year, so_far);
      }
      return by_year;
    }

    function reserve_held_money(asked) {
      return py.kept_while_used(reserve_held_money$found, asked);
    }

    // Money that ends, in the year in which it covers less by most.
    function _cliff(found) {
      const largest = cliff(found);
      if (largest === null) {
        return [];
      }
      const names = py.each(largest.falls).filter(([name, fall]) => fall > A_CENT).map(
        ([name, fall]) => py.either(name, () => "prepayments")
      );
      return [_made("cliff", [largest.year], [largest.size], names)];
    }

    // A concern of the years in which it holds; none if it never does.
    function _concern(kind, found, holds, amounts, names = null) {
      const places = py.enumerate(holds).filter(
        ([place, it_holds]) => py.truth(it_holds)
      ).map(([place, it_holds]) => place);
      if (!py.truth(places)) {
        return [];
      }
      const years = py.each(places).map((place) => py.at(found.years, place));
      return [
        _made(
          kind,
          years,
          py.each(places).map((place) => py.at(amounts, place)),
          py.either(names, () => [])
        )
      ];
    }

    function _made(kind, years, amounts, names) {
      const [first, last] = [py.at(years, 0), py.at(years, -1)];
      const unbroken = py.same(py.len(years), last - first + 1);
      return Concern(kind, years, amounts, names, first, last, total(amounts), unbroken);
    }
    return { concerns, concerns_of, reserve_held_money };
  })();

  // planner.analysis.keep.comparison: What falls and what comes back under another scenario, row by row.
  modules.comparison = (() => {
    const { A_DOLLAR } = modules.effect;
    const { total } = modules.sums;

    // One row of cost in two scenarios.
    function RowChange(before, after, more_unfunded) {
      return { before, after, more_unfunded };
    }

    // What another scenario keeps against the main one.
    function KeepChange(scenario, title, falls, comes_back, left_out, added, more_unfunded) {
      return { scenario, title, falls, comes_back, left_out, added, more_unfunded };
    }

    // What falls and what comes back, from what two scenarios keep.
    function kept_change(one, two, scenario, title) {
      const [before, after] = [_by_name(one), _by_name(two)];
      const goes_on = py.each(before).filter(
        (key) => py.within(key, after) &&
        !_ends_earlier(py.at(before, key), py.at(after, key))
      );
      const stays = py.fromkeys(goes_on);
      const changes = py.each(goes_on).filter((key) => !py.same(py.at(before, key).states, py.at(after, key).states)).map(
        (key) => RowChange(
          py.at(before, key),
          py.at(after, key),
          py.at(after, key).unfunded - py.at(before, key).unfunded
        )
      );
      const by_rank = py.sorted(
        changes,
        (row) => [row.before.line.priority, -py.abs(row.more_unfunded)]
      );
      return KeepChange(
        scenario,
        title,
        py.each(by_rank).filter((row) => row.more_unfunded > A_DOLLAR),
        py.each(by_rank).filter((row) => row.more_unfunded < -A_DOLLAR),
        py.each(before).filter((key) => !py.within(key, stays)).map((key) => py.at(before, key)),
        py.each(after).filter((key) => !py.within(key, before)).map((key) => py.at(after, key)),
        _unfunded(two) - _unfunded(one)
      );
    }

    function _ends_earlier(before, after) {
      return py.at(py.at(after.states, -1), 0) < py.at(py.at(before.states, -1), 0);
    }

    // Verdicts by table and name: a name is typed once in a table.
    function _by_name(found) {
      return py.dict(
        py.each(found.verdicts).map(
          (verdict) => [`${py.text(verdict.line.table)}/${py.text(verdict.line.name)}`, verdict]
        )
      );
    }

    function _unfunded(found) {
      return total(py.each(found.verdicts).map((verdict) => verdict.unfunded));
    }
    return { kept_change };
  })();

  // planner.analysis.keep.who_pays: Who pays rows of cost, by kind of money: recurring, one-time, the reserve, an earlier year.
  modules.who_pays = (() => {
    const { sum_by_year } = modules.figures;
    const PAYERS = ["recurring", "one_time", "reserve", "prepaid", "unfunded"];

    // Who pays some rows of cost together, by kind of money and year.
    function who_pays(rows) {
      const each = py.each(rows).map((row) => _who_pays_one(row));
      if (py.same(py.len(each), 1)) {
        return py.at(each, 0);
      }
      const years = py.len(py.at(rows, 0).cost);
      return py.by_each(
        py.each(PAYERS),
        (payer) => sum_by_year(py.each(each).map((paid) => py.at(paid, payer)), years)
      );
    }

    // What each year asks for, paid or not: its cost, and what was prepaid for it [USD].
    function needed(paid) {
      return sum_by_year(
        py.each(PAYERS).map((payer) => py.at(paid, payer)),
        py.len(py.cell(paid, "unfunded"))
      );
    }

    function _who_pays_one(row) {
      return py.dict([
        ["recurring", row.paid_by_recurring],
        ["one_time", row.paid_by_one_time],
        ["reserve", row.paid_by_reserve],
        ["prepaid", row.prepaid],
        ["unfunded", row.unfunded]
      ]);
    }
    return { PAYERS, who_pays, needed };
  })();

  // planner.rulebook.contracts: Licenses and security: units, price by year, months billed and months prepaid.
  modules.contracts = (() => {
    const { first_month_covered, last_month_covered, months_covered, months_of } = modules.months;
    const { in_dollars_of } = modules.inputs;
    const { students_in } = modules.people;
    const { total } = modules.sums;
    const RENEWAL_DRIVER = py.dict([
      ["licenses", "license_price_growth_rate"],
      ["security", "security_price_growth_rate"]
    ]);

    // One contract, year by year.
    function ContractYears(
      cost = new Map(),
      prepaid = new Map(),
      unused = new Map(),
      whole_year = new Map()
    ) {
      return { cost, prepaid, unused, whole_year };
    }

    // Units billed in a year, never fewer than the contract's least number.
    function units(row, tables, by_row, staff, devices, year) {
      let number;
      if (py.cell(row, "basis") === "student") {
        number = students_in(tables, by_row, py.cell(row, "serves"));
      } else if (py.cell(row, "basis") === "staff") {
        number = staff;
      } else if (py.cell(row, "basis") === "device") {
        number = total(
          py.items(devices).filter(
            ([fleet, n]) => py.within(py.cell(row, "serves"), ["", fleet])
          ).map(([fleet, n]) => py.at(n, year))
        );
      } else if (py.cell(row, "basis") === "unit") {
        number = py.cell(row, "units");
      } else {
        number = 1.0;
      }
      return py.most(number, py.number(py.cell(row, "minimum_units")));
    }

    // Whether the contract has a renewed price in a year.
    function renews(row, year, first_year) {
      let first_renewal = py.cell(row, "next_renewal");
      if (first_renewal === null) {
        first_renewal = first_year + 1;
      }
      return py.truth(
        year >= first_renewal &&
        py.same(py.modulo(year - first_renewal, py.cell(row, "term_years")), 0)
      );
    }

    // Increase in price from the year before to this year.
    function increase(table, row, tables, year, first_year) {
      if (!renews(row, year, first_year)) {
        return py.number(py.cell(row, "escalator_rate"));
      }
      if (py.cell(row, "renewal_increase_rate") === null) {
        return py.at(tables.drivers, py.at(RENEWAL_DRIVER, table));
      }
      return py.number(py.cell(row, "renewal_increase_rate"));
    }

    // A contract's price in every year over that of the first.
    function contract_index(table, number, tables) {
      const found = new Map();
      let index = 1.0;
      for (const [year, now] of py.items(tables)) {
        if (year > now.first_year) {
          index *= 1 + increase(
            table,
            py.at(py.at(now.rows, table), number),
            now,
            year,
            now.first_year
          );
        }
        py.put(found, year, index);
      }
      return found;
    }

    // Months of a year in which the contract runs: those to pay, and those paid already.
    function months_billed_and_prepaid(row, months) {
      const [first, last] = [
        first_month_covered(py.cell(row, "start_date")),
        last_month_covered(py.cell(row, "end_date"))
      ];
      const paid_to = last_month_covered(py.cell(row, "prepaid_until"));
      const running = months_covered(months, first, last);
      if (paid_to === null) {
        return [running, 0];
      }
      const prepaid = months_covered(
        months,
        first,
        last === null ? paid_to : py.least(last, paid_to)
      );
      return [running - prepaid, prepaid];
    }

    // One contract through all years.
    function contract_years(table, number, tables, students, staff, in_service) {
      const result = ContractYears();
      const index = contract_index(table, number, tables);
      for (const [year, now] of py.items(tables)) {
        const row = py.at(py.at(now.rows, table), number);
        const months = months_of(year, py.cell(now.district, "fiscal_year_start_month"));
        const [billed, prepaid] = months_billed_and_prepaid(row, months);
        const number_billed = units(
          row,
          now,
          py.at(students, year),
          py.at(staff, year),
          in_service,
          year
        );
        let price = in_dollars_of(tables, [table, number, "price"], year, index);
        price *= py.truth(py.cell(row, "active")) ? 1.0 : 0.0;
        if (py.get(row, "delivery") === "consortium") {
          price *= py.cell(row, "consortium_share_rate");
        }
        py.put(result.whole_year, year, number_billed * price);
        py.put(result.cost, year, py.at(result.whole_year, year) * billed / 12);
        py.put(result.prepaid, year, py.at(result.whole_year, year) * prepaid / 12);
        const used = py.get(row, "units_used");
        const not_used = used === null ? 0.0 : py.most(number_billed - used, 0.0);
        py.put(result.unused, year, not_used * price * billed / 12);
      }
      return result;
    }
    return { contract_years };
  })();

  // planner.rulebook.fleets: Devices: what is in service, what is bought, what a level refresh would cost.
  modules.fleets = (() => {
    const leases = modules.leases;
    const lots = modules.lots;
    const { in_dollars_of, price_index } = modules.inputs;
    const { number_of } = modules.lots;
    const { people_served } = modules.people;
    const { total } = modules.sums;

    // One fleet, year by year.
    function FleetYears(
      cost = new Map(),
      sustained = new Map(),
      bought = new Map(),
      in_service = new Map(),
      past_life = new Map(),
      past_support = new Map(),
      ages = new Map()
    ) {
      return { cost, sustained, bought, in_service, past_life, past_support, ages };
    }

    // Devices a fleet needs in a year.
    function needed(fleet, tables, by_row, staff) {
      if (!py.truth(py.cell(fleet, "active"))) {
        return 0.0;
      }
      const people = people_served(tables, by_row, staff, 0.0, py.cell(fleet, "serves"));
      const in_use = people * py.cell(fleet, "units_per_person") + py.cell(fleet, "fixed_units");
      const units = in_use * (1 + py.cell(fleet, "spares_rate"));
      return units;
    }

    // Yearly purchase that keeps a fleet of a size from aging past its life.
    function level_purchase(units, fleet, breakage_change) {
      let [surviving, of_one] = [1.0, 0.0];
      for (const age of py.range(py.whole(py.cell(fleet, "useful_life_years")))) {
        of_one += surviving;
        surviving *= 1 - lots.loss_at(fleet, age, breakage_change);
      }
      return py.divide(units, of_one);
    }

    // One fleet through all years.
    function fleet_years(number, tables, students, staff) {
      const result = FleetYears();
      const first_year = py.min_of(tables);
      let [there, orders] = lots.opening_lots(py.at(tables, first_year), number, first_year);
      const owed = leases.owed_already(py.at(tables, first_year), number, first_year);
      const index = price_index(
        tables,
        "devices",
        number,
        "price_growth_rate",
        "device_price_growth_rate"
      );
      const leased = leases.Leases();
      for (const [year, now] of py.items(tables)) {
        const fleet = py.at(py.cell(now.rows, "devices"), number);
        if (year > first_year) {
          there = lots.after_losses(there, fleet, now, year);
        }
        const need = needed(fleet, now, py.at(students, year), py.at(staff, year));
        const level = level_purchase(need, fleet, py.cell(now.drivers, "breakage_change_rate"));
        const [new_, stay] = refresh(there, fleet, now, year, need, level);
        const out_of_service = number_of(there) - number_of(stay);
        there = [...py.each(stay), lots.planned_lot(new_, fleet, now, year)];
        const bought = new_ + (
          py.same(year, first_year) &&
          py.truth(py.cell(fleet, "active")) ? orders : 0.0
        );
        const price = total(
          ["unit_price", "setup_per_unit", "management_license"].map(
            (field) => in_dollars_of(tables, ["devices", number, field], year, index)
          )
        );
        let to_pay = bought;
        if (py.same(year, first_year) && py.truth(py.cell(fleet, "active"))) {
          to_pay -= owed.ordered;
        }
        let cost;
        if (py.cell(fleet, "replacement") === "lease") {
          leases.sign(leased, year, to_pay * price, fleet);
          cost = leases.due(leased, year);
          py.put(result.sustained, year, level * price * leases.all_payments_of_one(fleet));
        } else {
          cost = py.most(to_pay * price - py.cell(fleet, "trade_in") * out_of_service, 0.0);
          py.put(result.sustained, year, level * price);
        }
        py.put(result.cost, year, cost + leases.due(owed, year));
        py.put(result.bought, year, bought);
        count(result, there, fleet, now, year);
      }
      return result;
    }

    // What is bought in a year in addition to orders, and what of the devices there stays.
    function refresh(there, fleet, tables, year, need, level) {
      const due = py.each(there).filter((lot) => lots.is_due(lot, fleet, tables, year));
      let not_due = py.each(there).filter((lot) => !lots.is_due(lot, fleet, tables, year));
      const policy = py.cell(fleet, "replacement");
      let new_ = py.most(need - number_of(not_due), 0.0);
      if (py.within(policy, ["as_due", "lease"])) {
        return [new_, not_due];
      }
      if (policy === "capped") {
        new_ = py.least(new_, py.cell(fleet, "yearly_cap"));
      } else {
        new_ = py.least(level, need);
        not_due = lots.staying(not_due, need - new_);
      }
      const missing = need - new_ - number_of(not_due);
      const with_support = py.each(due).filter((lot) => lots.has_support(lot, tables, year));
      const without = py.each(due).filter((lot) => !lots.has_support(lot, tables, year));
      const first = lots.staying(with_support, missing);
      const then = lots.staying(without, missing - number_of(first));
      return [new_, [...py.each(not_due), ...py.each(first), ...py.each(then)]];
    }

    // Count what is in service in a year: nothing of a fleet that is left out of the plan.
    function count(result, there, fleet, tables, year) {
      if (!py.truth(py.cell(fleet, "active"))) {
        there = [];
      }
      py.put(result.in_service, year, number_of(there));
      py.put(
        result.ages,
        year,
        py.each(there).map((lot) => [py.whole(year - lot.bought), lot.units])
      );
      const life = py.cell(fleet, "useful_life_years");
      py.put(
        result.past_life,
        year,
        number_of(py.each(there).filter((lot) => year >= lot.bought + life))
      );
      const without = py.each(there).filter((lot) => !lots.has_support(lot, tables, year));
      py.put(result.past_support, year, number_of(without));
    }
    return { fleet_years };
  })();

  // planner.rulebook.income: Money: what every source brings in a year, and what of it comes late.
  modules.income = (() => {
    const sources = modules.sources;
    const {
      covers,
      first_month_covered,
      last_month_covered,
      months_of,
      share_between
    } = modules.months;
    const { in_dollars_of, year_it_states } = modules.inputs;
    const { is_named } = modules.eligible;
    const { students_in } = modules.people;
    const { total } = modules.sums;

    // What income is calculated from: students, what rows cost, who may pay them and has paid.
    function District(tables, students, cost, rows, payable, paid, received, first_year) {
      return { tables, students, cost, rows, payable, paid, received, first_year };
    }

    // Months of a fiscal year of the district.
    function months_in(district, year) {
      return months_of(
        year,
        py.cell(py.at(district.tables, year).district, "fiscal_year_start_month")
      );
    }

    // New money that a source has in every year (E-Rate excepted).
    function received(number, district) {
      const found = new Map();
      let before = 0.0;
      let late_before = 0.0;
      const opening = py.at(months_in(district, district.first_year), 0);
      for (const [year, amount] of py.items(money(number, district))) {
        const row = py.at(py.cell(py.at(district.tables, year).rows, "funding"), number);
        const late = sources.delay(row) / 12;
        if (py.same(year, district.first_year)) {
          const begins = first_month_covered(py.cell(row, "start_date"));
          if (begins === null || begins < opening) {
            [before, late_before] = [amount, late];
          }
        }
        py.put(found, year, amount * (1 - late) + before * late_before);
        [before, late_before] = [amount, late];
      }
      return found;
    }

    // Money that belongs to each year, whenever it comes.
    function money(number, district) {
      const index = growth_index(number, district);
      return py.dict(
        py.items(district.tables).map(
          ([year, now]) => [
            year,
            py.truth(
              py.cell(py.at(py.cell(now.rows, "funding"), number), "active")
            ) ? money_of(number, district, year, index) : 0.0
          ]
        )
      );
    }

    // A source's amount in every year over that of the first.
    function growth_index(number, district) {
      const found = new Map();
      let index = 1.0;
      for (const [year, now] of py.items(district.tables)) {
        if (year > district.first_year) {
          index *= 1 + growth(py.at(py.cell(now.rows, "funding"), number), now);
        }
        py.put(found, year, index);
      }
      return found;
    }

    // Growth of a source's amount against the year before.
    function growth(row, tables) {
      if (py.cell(row, "growth_rate") !== null) {
        return py.number(py.cell(row, "growth_rate"));
      }
      const name = py.cell(py.cell(row, "rule"), "growth_driver");
      return py.truth(name) ? py.at(tables.drivers, name) : 0.0;
    }

    // Money of one source that belongs to one year.
    function money_of(number, district, year, index) {
      const [now, students] = [py.at(district.tables, year), py.at(district.students, year)];
      const row = py.at(py.cell(now.rows, "funding"), number);
      let share = share_between(row, now, year);
      function grown(field) {
        return in_dollars_of(district.tables, ["funding", number, field], year, index);
      }
      if (py.cell(row, "reimbursed_rate") !== null) {
        return paid_back(row, district, year, grown) * share;
      }
      if (py.cell(row, "amount_per_student") !== null) {
        const counted = students_counted(row, district, year);
        return grown("amount_per_student") * counted * share;
      }
      if (py.cell(row, "fee_per_person") !== null) {
        const people = students_in(now, students, py.cell(row, "serves"));
        return fees(row, people) * grown("fee_per_person") * share;
      }
      if (py.cell(row, "amount") === null) {
        return 0.0;
      }
      const since = year_it_states(district.tables, "funding", number, year);
      const stated = py.least(py.most(since, district.first_year), py.max_of(district.tables));
      const follows = with_students(row, district, year, stated);
      const award = sources.usual(row, "award");
      if (award === "yearly") {
        if (py.cell(row, "first_half_rate") !== null) {
          share = share_of_levy(row, months_in(district, year));
        }
        const most = py.divide(for_technology(row) * py.at(index, year), py.at(index, stated));
        return py.number(
          py.least(grown("amount"), most) * follows * share * py.cell(row, "collection_rate")
        );
      }
      if (award === "once") {
        const collected = py.cell(row, "amount") * py.cell(row, "collection_rate");
        return comes_once(row, district, year) ? py.number(collected) : 0.0;
      }
      if (award === "two_years") {
        const allotment = grown("amount") * follows * py.cell(row, "collection_rate");
        return allotted(row, district, year) ? py.number(allotment) : 0.0;
      }
      throw new Error(py.text(award));
    }

    // Share of a calendar year's levy that comes in a fiscal year: month by month of its halves.
    function share_of_levy(row, months) {
      const [first, last] = [
        first_month_covered(py.cell(row, "start_date")),
        last_month_covered(py.cell(row, "end_date"))
      ];
      let coming = 0.0;
      for (const month of py.each(months)) {
        const half = py.modulo(month, 12) <= 5 ? py.cell(row, "first_half_rate") : 1 - py.cell(row, "first_half_rate");
        if (covers(month, first, last)) {
          coming += half / 6;
        }
      }
      return coming;
    }

    // Students by whom money of a year is given: an older count, and not below the floor.
    function students_counted(row, district, year) {
      const first = total(py.at(district.students, district.first_year));
      const count_of = py.most(year - py.cell(row, "student_lag_years"), district.first_year);
      return py.number(
        py.most(
          total(py.at(district.students, count_of)),
          py.cell(row, "hold_harmless_rate") * first
        )
      );
    }

    // By how much an amount is larger for its students than in the year whose dollars it is in.
    function with_students(row, district, year, stated) {
      const before = students_counted(row, district, stated);
      if (!py.truth(py.cell(row, "follows_students")) || py.same(before, 0)) {
        return 1.0;
      }
      return py.divide(students_counted(row, district, year), before);
    }

    // Most of a yearly amount that counts: of Title IV-A three fifths of the whole.
    function for_technology(row) {
      const whole = py.cell(row, "allocation");
      const limited = py.cell(row, "kind") === "title_iv_a" && !sources.is_for_another_purpose(row);
      if (!py.truth(limited) || whole === null) {
        return Infinity;
      }
      return whole >= 30000 ? 0.6 * py.number(whole) : py.number(whole);
    }

    // Aid by what was spent the year before, at most what is typed as its most.
    function paid_back(row, district, year, grown) {
      const first = py.same(year, district.first_year);
      const spent = py.truth(first) ? py.cell(row, "spent_before") : spent_by_district(row, district, year - 1);
      return aid_for(spent, row, district, year, grown);
    }

    // Aid for what was spent, at most what is typed as its most.
    function aid_for(spent, row, district, year, grown) {
      const first = py.same(year, district.first_year);
      let amount = py.cell(row, "reimbursed_rate") * spent;
      if (py.cell(row, "amount_per_student") !== null) {
        const students = total(py.at(district.students, py.truth(first) ? year : year - 1));
        amount = py.least(amount, grown("amount_per_student") * students);
      }
      if (py.cell(row, "amount") !== null) {
        amount = py.least(amount, grown("amount"));
      }
      return amount;
    }

    // What an aid is calculated on, less what E-Rate, grants, fees and other aid paid of it.
    function spent_by_district(aid, district, year) {
      const now = py.at(district.tables, year);
      let spent = 0.0;
      for (const line of py.each(lines_paid_back(aid, district, year))) {
        spent += py.at(py.at(district.cost, line), year);
        for (const source of py.each(py.cell(now.rows, "funding"))) {
          if (!is_of_district(source) && !py.same(py.cell(source, "name"), py.cell(aid, "name"))) {
            spent -= py.get(
              py.get(py.at(district.paid, py.cell(source, "name")), year, new Map()),
              line,
              0.0
            );
          }
        }
      }
      return py.most(spent, 0.0);
    }

    // Whether money is the district's own, which aid may pay back.
    function is_of_district(source) {
      return py.within(
        py.cell(py.cell(source, "rule"), "line"),
        ["general_fund", "local_levy", "capital"]
      );
    }

    // Money of a year as it counts against sustained cost, some of which others cover.
    function on_average(number, district, year, sustained, by_others) {
      const now = py.at(district.tables, year);
      const row = py.at(py.cell(now.rows, "funding"), number);
      if (py.cell(row, "reimbursed_rate") !== null) {
        const index = growth_index(number, district);
        function grown(field) {
          return in_dollars_of(district.tables, ["funding", number, field], year, index);
        }
        const lines = lines_paid_back(row, district, year);
        const own = py.most(
          total(py.each(lines).map((line) => py.at(sustained, line) - py.at(by_others, line))),
          0.0
        );
        const there = py.truth(py.cell(row, "active")) ? share_between(row, now, year) : 0.0;
        return aid_for(own, row, district, year, grown) * there;
      }
      const received = py.at(district.received, py.cell(row, "name"));
      const by_person = py.cell(
        row,
        "amount_per_student"
      ) !== null || py.cell(row, "fee_per_person") !== null;
      if (py.truth(by_person) || sources.usual(row, "award") !== "two_years") {
        return py.at(received, year);
      }
      if (year > district.first_year) {
        return (py.at(received, year) + py.at(received, year - 1)) / 2;
      }
      return (py.either(py.at(received, year), () => py.get(received, year + 1, 0.0))) / 2;
    }

    // Rows of cost that an aid is calculated on: those that it names, or else may pay.
    function lines_paid_back(aid, district, year) {
      const wanted = py.cell(aid, "reimburses");
      if (!py.truth(wanted)) {
        return py.at(py.at(district.payable, year), py.cell(aid, "name"));
      }
      return py.items(district.rows).filter(
        ([line, row]) => py.within("all", wanted) ||
        is_named(row, wanted)
      ).map(([line, row]) => line);
    }

    // Fees that families pay in a year of twelve months.
    function fees(row, students) {
      const paying = py.most(1 - py.cell(row, "waived_rate") - py.cell(row, "unpaid_rate"), 0.0);
      return py.number(students * py.cell(row, "uptake_rate") * paying);
    }

    // Whether an award for its whole life comes in a year.
    function comes_once(row, district, year) {
      const opening = py.at(months_in(district, district.first_year), 0);
      const [first, last] = [
        first_month_covered(py.cell(row, "start_date")),
        last_month_covered(py.cell(row, "end_date"))
      ];
      const begins = first === null ? opening : py.most(first, opening);
      return py.within(begins, months_in(district, year)) && (last === null || last >= begins);
    }

    // Whether an allotment of every second year comes in a year.
    function allotted(row, district, year) {
      const months = months_in(district, year);
      const [first, last] = [
        first_month_covered(py.cell(row, "start_date")),
        last_month_covered(py.cell(row, "end_date"))
      ];
      if (last !== null && last < py.at(months, 0)) {
        return false;
      }
      let starts = district.first_year;
      if (first !== null) {
        starts = year + py.floor_divide(first - py.at(months, 0), 12);
      }
      return year >= starts && py.same(py.modulo(year - starts, 2), 0);
    }
    return { District, received, is_of_district, on_average };
  })();

  // planner.rulebook.positions: Staff: what the technology positions cost.
  modules.positions = (() => {
    const { driver_index, in_dollars_of, price_index, year_it_states } = modules.inputs;
    const { share_between } = modules.months;

    // One row of staffing through all years, own people or a contractor.
    function position_cost(number, tables) {
      const cost = new Map();
      const prices = driver_index(tables, "general_inflation_rate");
      const pay = pay_index(number, tables);
      const insurance = price_index(
        tables,
        "staffing",
        number,
        "benefits_growth_rate",
        "health_insurance_growth_rate"
      );
      for (const [year, now] of py.items(tables)) {
        const row = py.at(py.cell(now.rows, "staffing"), number);
        let a_year;
        if (py.cell(row, "delivery") === "outsourced") {
          a_year = in_dollars_of(tables, ["staffing", number, "outsourced_price"], year, prices);
        } else {
          a_year = own_people(
            row,
            in_dollars_of(tables, ["staffing", number, "salary"], year, pay)
          );
          const dollars = ["staffing", number, "benefits_per_fte"];
          const each = in_dollars_of(tables, dollars, year, insurance);
          a_year += py.cell(row, "fte") * each * (1 - py.cell(row, "vacancy_rate"));
        }
        py.put(
          cost,
          year,
          py.truth(py.cell(row, "active")) ? a_year * share_between(row, now, year) : 0.0
        );
      }
      return cost;
    }

    // A salary in every year over that of the first: raises, and steps since it was stated.
    function pay_index(number, tables) {
      const raises = price_index(tables, "staffing", number, "raise_rate", "wage_growth_rate");
      const found = new Map();
      let steps = 1.0;
      for (const [year, now] of py.items(tables)) {
        const row = py.at(py.cell(now.rows, "staffing"), number);
        const stated = py.most(year_it_states(tables, "staffing", number, year), py.min_of(tables));
        if (
          (
            ($middle) => 1 <= $middle &&
            $middle <= py.cell(row, "steps_left")
          )(year - py.least(stated, py.max_of(tables)))
        ) {
          steps *= 1 + py.cell(row, "step_rate");
        }
        py.put(found, year, py.at(raises, year) * steps);
      }
      return found;
    }

    // Pay of a year's own people, and what it costs to replace those who leave.
    function own_people(row, salary) {
      const salaries = py.cell(row, "fte") * salary;
      const pay = salaries * (
        1 + py.cell(row, "benefits_rate")
      ) * (1 - py.cell(row, "vacancy_rate"));
      return py.number(
        pay + salaries * py.cell(row, "turnover_rate") * py.cell(row, "turnover_cost_rate")
      );
    }
    return { position_cost };
  })();

  // planner.rulebook.programs: What falls every so many years: training, the data privacy program, network equipment.
  modules.programs = (() => {
    const { driver_index, in_dollars_of, price_index } = modules.inputs;
    const { people_served } = modules.people;
    const { share_between } = modules.months;

    // One row, year by year.
    function ProgramYears(cost = new Map(), sustained = new Map()) {
      return { cost, sustained };
    }

    // Whether a thing that first falls in one year and then every so many falls in a year.
    function falls(first, every, year) {
      return year >= first && py.same(py.modulo(year - first, every), 0);
    }

    // First year in which a training or a part of the privacy program falls.
    function next_in(row, tables) {
      return py.cell(row, "next_year") === null ? py.min_of(tables) : py.cell(row, "next_year");
    }

    // One row of training through all years.
    function training_years(number, tables, students, staff, teachers) {
      const result = ProgramYears();
      const prices = price_index(
        tables,
        "training",
        number,
        "price_growth_rate",
        "general_inflation_rate"
      );
      const wages = driver_index(tables, "wage_growth_rate");
      for (const [year, now] of py.items(tables)) {
        const row = py.at(py.cell(now.rows, "training"), number);
        const people = people_served(
          now,
          py.at(students, year),
          py.at(staff, year),
          py.at(teachers, year),
          py.cell(row, "serves")
        );
        const trained = people * py.cell(row, "share_trained_rate");
        let for_one = in_dollars_of(tables, ["training", number, "price_per_person"], year, prices);
        const hourly = in_dollars_of(tables, ["training", number, "hourly_rate"], year, wages);
        for_one += py.cell(row, "hours") * hourly;
        const flat = in_dollars_of(tables, ["training", number, "flat_price"], year, prices);
        let if_it_falls = trained * for_one + flat;
        if_it_falls *= py.truth(py.cell(row, "active")) ? share_between(row, now, year) : 0.0;
        const now_it_falls = falls(next_in(row, tables), py.cell(row, "every_years"), year);
        py.put(result.cost, year, py.truth(now_it_falls) ? if_it_falls : 0.0);
        py.put(result.sustained, year, py.divide(if_it_falls, py.cell(row, "every_years")));
      }
      return result;
    }

    // One row of the data privacy program through all years.
    function privacy_years(number, tables) {
      const result = ProgramYears();
      const prices = price_index(
        tables,
        "privacy",
        number,
        "price_growth_rate",
        "general_inflation_rate"
      );
      const wages = driver_index(tables, "wage_growth_rate");
      for (const [year, now] of py.items(tables)) {
        const row = py.at(py.cell(now.rows, "privacy"), number);
        const share = py.truth(py.cell(row, "active")) ? share_between(row, now, year) : 0.0;
        let for_one = in_dollars_of(tables, ["privacy", number, "price"], year, prices);
        const hourly = in_dollars_of(tables, ["privacy", number, "hourly_cost"], year, wages);
        for_one += py.cell(row, "hours_per_unit") * hourly;
        const if_it_falls = py.cell(row, "units") * for_one * share;
        const salary = in_dollars_of(tables, ["privacy", number, "salary"], year, wages);
        const pay = py.cell(row, "fte") * salary * (1 + py.cell(row, "benefits_rate")) * share;
        const now_it_falls = falls(next_in(row, tables), py.cell(row, "every_years"), year);
        py.put(result.cost, year, pay + (py.truth(now_it_falls) ? if_it_falls : 0.0));
        py.put(result.sustained, year, pay + py.divide(if_it_falls, py.cell(row, "every_years")));
      }
      return result;
    }

    // One row of network equipment through all years.
    function network_years(number, tables) {
      const result = ProgramYears();
      const prices = price_index(
        tables,
        "network",
        number,
        "price_growth_rate",
        "general_inflation_rate"
      );
      for (const [year, now] of py.items(tables)) {
        const row = py.at(py.cell(now.rows, "network"), number);
        const units = py.truth(py.cell(row, "active")) ? py.cell(row, "units") : 0.0;
        const level = py.divide(units, py.cell(row, "useful_life_years"));
        let replaced = level;
        if (py.cell(row, "replacement") === "as_due") {
          const all_of_it = falls(
            py.cell(row, "next_replacement"),
            py.cell(row, "useful_life_years"),
            year
          );
          replaced = py.truth(all_of_it) ? units : 0.0;
        }
        const price = in_dollars_of(tables, ["network", number, "unit_price"], year, prices);
        const installed = in_dollars_of(
          tables,
          ["network", number, "installation_per_unit"],
          year,
          prices
        );
        const upkeep = units * price * py.cell(row, "maintenance_rate");
        py.put(result.cost, year, replaced * (price + installed) + upkeep);
        py.put(result.sustained, year, level * (price + installed) + upkeep);
      }
      return result;
    }
    return { training_years, privacy_years, network_years };
  })();

  // planner.rulebook.repairs: Repair of devices: how many repairs, who does them, what they cost.
  modules.repairs = (() => {
    const { driver_index, in_dollars_of, price_index } = modules.inputs;
    const { share_between } = modules.months;
    const { total } = modules.sums;

    // One row of repair through all years.
    function repair_cost(number, tables, fleets) {
      const cost = new Map();
      const prices = price_index(
        tables,
        "repair",
        number,
        "price_growth_rate",
        "general_inflation_rate"
      );
      const wages = driver_index(tables, "wage_growth_rate");
      for (const [year, now] of py.items(tables)) {
        const row = py.at(py.cell(now.rows, "repair"), number);
        let ages = [];
        for (const [name, fleet] of py.items(fleets)) {
          if (py.within(py.cell(row, "fleet"), ["", name])) {
            ages = [...py.each(ages), ...py.each(py.at(fleet.ages, year))];
          }
        }
        const devices = total(py.each(ages).map(([_, units]) => units));
        const repairs = repairs_of(row, ages, py.cell(now.drivers, "breakage_change_rate"));
        const paid = py.by_each(
          ["parts_per_repair", "price_per_repair", "price_per_device"],
          (field) => in_dollars_of(tables, ["repair", number, field], year, prices)
        );
        py.put(
          paid,
          "hourly_wage",
          in_dollars_of(tables, ["repair", number, "hourly_wage"], year, wages)
        );
        const a_year = cost_of(row, devices, repairs, paid);
        py.put(
          cost,
          year,
          py.truth(py.cell(row, "active")) ? a_year * share_between(row, now, year) : 0.0
        );
      }
      return cost;
    }

    // Repairs of a year that this row does.
    function repairs_of(row, ages, breakage_change) {
      let repairs = 0.0;
      for (const [age, units] of py.each(ages)) {
        let rate = py.cell(row, "repair_rate");
        if (rate === null) {
          const by_age = py.cell(row, "repair_by_age");
          rate = py.at(by_age, py.least(age, py.len(by_age) - 1));
        }
        repairs += units * rate;
      }
      return py.number(repairs * (1 + breakage_change) * py.cell(row, "share_rate"));
    }

    // Cost of a year of twelve months, by who repairs, at the prices and the pay of the year.
    function cost_of(row, devices, repairs, paid) {
      const [parts, price] = [py.cell(paid, "parts_per_repair"), py.cell(paid, "price_per_repair")];
      let cost;
      if (py.cell(row, "who") === "staff") {
        cost = repairs * parts;
      } else if (py.cell(row, "who") === "student_crew") {
        cost = repairs * (parts + py.cell(row, "redone_rate") * price);
        cost += repairs * py.cell(row, "hours_per_repair") * py.cell(paid, "hourly_wage");
      } else {
        cost = repairs * (parts + price);
        if (py.cell(row, "who") === "protection_plan") {
          cost += devices * py.cell(paid, "price_per_device");
        }
      }
      return py.number(cost);
    }
    return { repair_cost };
  })();

  // planner.rulebook.vintages: Money by the fiscal year it came in: how long it lasts, and what becomes of what is left.
  modules.vintages = (() => {
    const sources = modules.sources;
    const { total } = modules.sums;

    // Months that money can be spent from the start of the year it came in.
    function months_available(source) {
      if (sources.usual(source, "unspent") !== "carry") {
        return Infinity;
      }
      return sources.usual_number(source, "available_months");
    }

    // Share of a year in which money that came in some years ago can still be spent.
    function share_left(source, months, years_ago) {
      const left = months_available(source) - 12 * years_ago;
      return py.least(py.most(left, 0.0), py.len(months)) / 12;
    }

    // When money pays within a year, as shares of the year; None is where a limit is tested.
    function turns(source, years_ago) {
      const tested = limit_after_months(source);
      if (!py.same(years_ago, 1) || py.same(tested, 12)) {
        return [1.0];
      }
      return [tested / 12 - 1, null, 1.0];
    }

    // Months after which only a share of a year's money may be left.
    function limit_after_months(source) {
      return py.number(
        py.either(py.cell(py.cell(source, "rule"), "carry_limit_months"), () => 12.0)
      );
    }

    // Share of a year's money that may be left when the limit is tested.
    function carry_limit(source) {
      if (sources.usual(source, "unspent") !== "carry" || is_too_small_for_a_limit(source)) {
        return Infinity;
      }
      return sources.usual_number(source, "carry_limit_rate");
    }

    // Money of the year before that is above the limit lapses when the limit is tested.
    function lapse_above_limit(answer, source, year) {
      const [name, limit] = [py.cell(source, "name"), carry_limit(source)];
      const vintages = py.at(answer.vintages, name);
      if (limit < Infinity && py.within(year - 1, py.at(answer.received, name))) {
        const most = limit * py.at(py.at(answer.received, name), year - 1);
        const over = py.most(py.at(vintages, year - 1) - most, 0.0);
        py.put(vintages, year - 1, py.at(vintages, year - 1) - over);
        py.put(py.at(answer.lapsed, name), year, over);
      }
    }

    // Carry, lapse or hand to the reserve what a source has left; the last is returned.
    function what_becomes_of(answer, source, year, months) {
      const name = py.cell(source, "name");
      const vintages = py.at(answer.vintages, name);
      const left = total(py.values(vintages));
      const rule = sources.usual(source, "unspent");
      if (rule === "carry" && !sources.has_ended(source, months)) {
        carry(vintages, source, year, py.at(py.at(answer.received, name), year));
      } else if (rule !== "keep") {
        py.clear(vintages);
      }
      const carried = total(py.values(vintages));
      const to_reserve = rule === "reserve" ? left : 0.0;
      py.put(py.at(answer.carried, name), year, carried);
      py.put(py.at(answer.to_reserve, name), year, to_reserve);
      const over_limit = py.get(py.at(answer.lapsed, name), year, 0.0);
      py.put(py.at(answer.lapsed, name), year, over_limit + left - carried - to_reserve);
      return to_reserve;
    }

    // Leave in the vintages what may be spent next year.
    function carry(vintages, source, year, received) {
      const limit = carry_limit(source);
      if (limit < Infinity && py.same(limit_after_months(source), 12)) {
        py.put(vintages, year, py.least(py.at(vintages, year), limit * received));
      }
      for (const came_in of py.list(vintages)) {
        if (12 * (year + 1 - came_in) >= months_available(source)) {
          py.drop(vintages, came_in);
        }
      }
    }

    // Whether the kind's limit on carrying spares an allocation of this size.
    function is_too_small_for_a_limit(source) {
      const spared = py.either(py.cell(py.cell(source, "rule"), "carry_exempt_below"), () => 0.0);
      const whole = py.cell(source, "allocation");
      const no_limit_typed = py.cell(source, "carry_limit_rate") === null;
      return py.truth(py.both(no_limit_typed, () => py.both(whole !== null, () => whole < spared)));
    }
    return { share_left, turns, lapse_above_limit, what_becomes_of };
  })();

  // planner.views.board.effect_words: What a choice does to the money, in words: for good first, then in cash over the plan.
  modules.effect_words = (() => {
    const { A_DOLLAR } = modules.effect;
    const { about, dollars, foot } = modules.money;
    const { fiscal_year_label } = modules.fiscal;
    const { total } = modules.sums;
    const NO_LASTING_EFFECT = "no lasting effect";

    // What a choice does a year, once in place; money that comes is revenue, not savings.
    function lasting_words(effect, years) {
      const said = [[effect.saved_for_good, "saves", "costs", ""], [effect.revenue_for_good, "brings", "loses", " of revenue"]].filter(([amount, better, worse, of_what]) => py.abs(amount) >= A_DOLLAR).map(
        ([
          amount,
          better,
          worse,
          of_what
        ]) => `${py.text(amount > 0 ? better : worse)} ${py.text(about(amount))}${py.text(of_what)}`
      );
      if (!py.truth(said)) {
        return NO_LASTING_EFFECT;
      }
      return `${py.text(py.join(" and ", said))} a year, in ${py.text(fiscal_year_label(py.at(years, 0)))} dollars`;
    }

    // What a choice does over the plan, part by part in whole dollars that add up.
    function cash_words(effect, years) {
      const last = fiscal_year_label(py.at(years, -1));
      const parts = [effect.saved, effect.moved, effect.revenue, -effect.unused];
      const named = py.zip(
        foot(parts),
        [
          "saved",
          `moved beyond ${py.text(last)}`,
          "of new revenue",
          "that would go unused without it"
        ],
        ["of higher cost", "moved into the plan", "of revenue lost", "that goes unused"]
      );
      const some = py.each(named).filter(([amount, gain, loss]) => py.truth(amount));
      const gains = py.each(some).filter(([amount, gain, _]) => amount > 0).map(
        ([amount, gain, _]) => `${py.text(dollars(amount))} ${py.text(gain)}`
      );
      const losses = py.each(some).filter(([amount, _, loss]) => amount < 0).map(
        ([amount, _, loss]) => `${py.text(dollars(-amount))} ${py.text(loss)}`
      );
      if (!py.truth(some)) {
        return "no change in cash";
      }
      if (py.truth(gains) && py.truth(losses)) {
        py.put(losses, 0, `less ${py.text(py.at(losses, 0))}`);
      }
      const said = py.join(", ", [...py.each(gains), ...py.each(losses)]);
      if (py.same(py.len(some), 1)) {
        return said;
      }
      const more = total(py.each(some).map((part) => py.at(part, 0)));
      return `${py.text(said)}: ${py.text(dollars(py.abs(more)))} ${py.text(more >= 0 ? "better" : "worse")}`;
    }
    return { lasting_words, cash_words };
  })();

  // planner.views.charts.label_places: Where words are written in a chart: the names of lines at their ends, letters clear of lines.
  modules.label_places = (() => {
    const { CHART_HEIGHT, PAPER_HEIGHT } = modules.theme;
    const { nearest } = modules.money;
    const _LINE_HEIGHT = 15;
    const _BEYOND = 1.2;
    const [_EDGE, _CLEAR] = [4.5, 8.0];

    // Where labels of these ends are written: as near to them as they can be without touching.
    function spread_out(ends, lowest, highest, lines = 1) {
      const span = py.most(highest, 0.0) - py.least(lowest, 0.0);
      const room = py.divide(
        lines * _LINE_HEIGHT,
        PAPER_HEIGHT
      ) * (span > 0 ? span : 1.0) * _BEYOND;
      const order = py.sorted(py.range(py.len(ends)), (place) => py.at(ends, place));
      const near = _never_falling(
        py.enumerate(order).map(([turn, place]) => py.at(ends, place) - room * turn)
      );
      return py.each(py.range(py.len(ends)).map((place) => py.index(order, place))).map(
        (turn) => nearest(py.at(near, turn) + room * turn, 10000) / 10000
      );
    }

    // The numbers that never fall and are nearest to these, by least squares.
    function _never_falling(numbers) {
      let pooled = [];
      for (const number of py.each(numbers)) {
        let [together, count] = [number, 1];
        for (const [before, of_them] of py.reversed(pooled)) {
          if (py.divide(before, of_them) <= py.divide(together, count)) {
            break;
          }
          [together, count] = [together + before, count + of_them];
          pooled = py.slice(pooled, null, -1);
        }
        py.append(pooled, [together, count]);
      }
      return py.each(pooled).flatMap(
        ([together, count]) => py.range(count).map((_) => py.divide(together, count))
      );
    }

    // Where a part of a bar carries its letter: in the middle, or next to a line that runs there.
    function clear_of_lines(low, high, lines, highest) {
      const pixel = py.divide((highest > 0 ? highest : 1.0) * _BEYOND, CHART_HEIGHT);
      const middle = (low + high) / 2;
      const lowest = py.least(low + _EDGE * pixel, middle);
      const uppermost = py.most(high - _EDGE * pixel, middle);
      const alongside = py.each(lines).flatMap(
        ([a, b]) => [...[a - _CLEAR * pixel, b + _CLEAR * pixel]]
      );
      const between = py.each(lines).flatMap(
        (below) => py.each(lines).map((above) => (py.at(below, 1) + py.at(above, 0)) / 2)
      );
      const places = [
        middle,
        lowest,
        uppermost,
        ...py.each(alongside),
        ...py.each(between)
      ].filter((place) => lowest <= place && place <= uppermost);
      // How near the nearest line is, where that is too near [hundredths of a pixel].
      function touched(place) {
        const room = py.min_of([
          _CLEAR * pixel,
          ...py.each(py.each(lines).map(([a, b]) => py.most(a - place, place - b)))
        ]);
        return -nearest(py.divide(room, pixel), 100);
      }
      const best = py.min_of(
        places,
        undefined,
        (place) => [touched(place), py.abs(place - middle)]
      );
      return nearest(best, 10000) / 10000;
    }
    return { spread_out, clear_of_lines };
  })();

  // planner.views.format.counts: Counts in a sentence: the number, and what is counted in the singular or the plural.
  modules.counts = (() => {
    const { nearest, with_commas } = modules.money;

    // A number of things in words, with commas, rounded to whole things.
    function how_many(count, one, several = "") {
      const number = with_commas(nearest(count, 1));
      if (number === "1") {
        return `${py.text(number)} ${py.text(one)}`;
      }
      return `${py.text(number)} ${py.text(py.either(several, () => `${py.text(one)}s`))}`;
    }
    return { how_many };
  })();

  // planner.views.format.footed_amounts: The amounts of a scenario as every table shows them: whole dollars that foot and agree.
  modules.footed_amounts = (() => {
    const { A_CENT } = modules.yearly_totals;
    const { foot, whole } = modules.money;
    const { sum_by_year } = modules.figures;
    const [RESERVE, UNFUNDED] = ["Technology reserve", "Unfunded"];

    // Whole dollars by year.
    function FootedAmounts(
      cost,
      by_line,
      by_payer,
      received,
      revenue,
      opening,
      earned,
      moved_in,
      drawn,
      ending,
      reserve_policy,
      carried,
      lapsed,
      recurring_revenue,
      sustained,
      structural_balance,
      unfunded
    ) {
      return { cost, by_line, by_payer, received, revenue, opening, earned, moved_in, drawn, ending, reserve_policy, carried, lapsed, recurring_revenue, sustained, structural_balance, unfunded };
    }

    // The technology reserve by year, such that every year adds up as displayed.
    function _Reserve(opening, earned, moved_in, drawn, ending) {
      return { opening, earned, moved_in, drawn, ending };
    }

    // Amounts of a scenario in whole dollars that foot, rounded once for all tables [USD].
    function footed_amounts$found(found) {
      const cost = _each_whole(found.cost);
      const nothing = py.each(cost).map((_) => 0);
      const received = _received(found);
      const revenue = _each_whole(sum_by_year(py.list(py.values(received)), py.len(cost)));
      const payers = paid_by_payer(found);
      const others = py.dict(py.items(payers).filter(([name, amounts]) => !py.same(name, RESERVE)));
      const paid = py.get(_footed(payers, cost), RESERVE, nothing);
      const reserve = _reserve_that_foots(
        found,
        paid,
        sum_by_year(py.list(py.values(others)), py.len(cost))
      );
      const by_others = _footed(others, _less(cost, reserve.drawn));
      const by_payer = py.by_each(
        py.each(payers),
        (name) => py.same(name, RESERVE) ? reserve.drawn : py.at(by_others, name)
      );
      const [recurring, sustained] = [
        _each_whole(found.recurring_revenue),
        _each_whole(found.sustained_cost)
      ];
      return FootedAmounts(
        cost,
        _footed(cost_by_budget_line(found), cost),
        by_payer,
        _footed(received, revenue),
        revenue,
        reserve.opening,
        reserve.earned,
        reserve.moved_in,
        reserve.drawn,
        reserve.ending,
        _each_whole(found.reserve_policy),
        _each_whole(found.carried),
        _each_whole(found.lapsed),
        recurring,
        sustained,
        _less(recurring, sustained),
        py.get(by_payer, UNFUNDED, nothing)
      );
    }

    function footed_amounts(asked) {
      return py.kept_while_used(footed_amounts$found, asked);
    }

    // Cost of each year by budget line, under its plain name [USD].
    function cost_by_budget_line(found) {
      const by_line = new Map();
      for (const row of py.each(found.rows)) {
        py.append(py.setdefault(by_line, row.line, []), row.cost);
      }
      return py.dict(
        py.items(found.facts.line_labels).filter(([line, label]) => py.within(line, by_line)).map(
          ([line, label]) => [label, sum_by_year(py.at(by_line, line), py.len(found.years))]
        )
      );
    }

    // Cost of each year by who pays it [USD].
    function paid_by_payer(found) {
      const recurring = py.each(found.sources).filter((source) => py.truth(source.recurring));
      const one_time = py.each(found.sources).filter((source) => !py.truth(source.recurring));
      const parts = py.dict(
        [
          ...py.each(recurring),
          ...py.each(one_time)
        ].filter((source) => py.max_of(source.paid) > A_CENT).map((source) => [source.name, source.paid])
      );
      const reserve = sum_by_year(
        py.each(found.rows).map((row) => row.paid_by_reserve),
        py.len(found.years)
      );
      if (py.max_of(reserve) > A_CENT) {
        py.put(parts, RESERVE, reserve);
      }
      if (py.max_of(found.unfunded) > A_CENT) {
        py.put(parts, UNFUNDED, found.unfunded);
      }
      return parts;
    }

    // Unfunded cost of each row of cost that has some, by its place, year by year [USD].
    function unfunded_by_row(found) {
      return footed_by_row(
        py.each(found.rows).map((row) => row.unfunded),
        footed_amounts(found).unfunded
      );
    }

    // Rows of cost that have an amount, by their place: whole dollars that add up to the totals.
    function footed_by_row(amounts, totals) {
      const some = py.enumerate(amounts).filter(
        ([place, of_row]) => py.max_of(of_row) > A_CENT
      ).map(([place, of_row]) => place);
      return py.dict(
        py.zip(some, footed_rows(py.each(some).map((place) => py.at(amounts, place)), totals))
      );
    }

    // Rows of whole dollars that add up to the totals, year by year.
    function footed_rows(parts, totals) {
      const columns = py.enumerate(totals).map(
        ([t, total]) => foot(py.each(parts).map((part) => py.at(part, t)), total)
      );
      return py.range(py.len(parts)).map((k) => py.each(columns).map((column) => py.at(column, k)));
    }

    function _footed(parts, totals) {
      const rows = footed_rows(py.list(py.values(parts)), totals);
      return py.dict(py.zip(py.list(parts), rows));
    }

    function _each_whole(amounts) {
      return py.each(amounts).map((amount) => whole(amount));
    }

    function _less(amounts, others) {
      return py.zip(amounts, others).map(([amount, other]) => amount - other);
    }

    function _received(found) {
      return py.dict(
        py.each(found.sources).filter(
          (source) => py.max_of(source.revenue) > A_CENT
        ).map((source) => [source.name, source.revenue])
      );
    }

    // Reserve of every year such that start + interest + moved in - paid out = end, as displayed.
    function _reserve_that_foots(found, paid, others) {
      let [start, earned] = [whole(found.opening), _each_whole(found.interest)];
      const moved_in = _each_whole(found.to_reserve);
      const opening = [];
      const drawn = [];
      const ending = [];
      for (const [t, out] of py.enumerate(paid)) {
        const left = start + py.at(earned, t) + py.at(moved_in, t) - out;
        const too_much = left < 0 || py.at(found.reserve, t) < A_CENT ? left : 0;
        const carried = py.at(others, t) > A_CENT ? too_much : 0;
        py.append(opening, start);
        py.append(drawn, out + carried);
        py.append(ending, left - carried);
        start = left - carried;
      }
      return _Reserve(opening, earned, moved_in, drawn, ending);
    }
    return { UNFUNDED, footed_amounts, cost_by_budget_line, paid_by_payer, unfunded_by_row };
  })();

  // planner.views.format.markup: HTML that a screen reader can follow: blocks, lists and tables, every word escaped.
  modules.markup = (() => {
    const { dollars } = modules.money;
    const _WRITTEN_IN_HTML = [
      ...py.each([["&", "&amp;"], ["<", "&lt;"], [">", "&gt;"], ["\"", "&quot;"], ["'", "&#x27;"]]),
      ...py.each([["\u200b", ""], ["\u200e", ""], ["\u200f", ""], ["\u202a", ""], ["\u202b", ""]]),
      ...py.each([["\u202c", ""], ["\u202d", ""], ["\u202e", ""], ["\ufeff", ""]])
    ];

    // A piece of a page, and the same in plain text.
    function Block(html, text) {
      return { html, text };
    }

    // One row of a table: its heading, its cells, and how it is set off.
    function TableRow(heading, cells, style = "") {
      return { heading, cells, style };
    }
    const _LEFT = " class=\"words\"";

    // Words from a plan, made safe for HTML: markup shows, it does not run.
    function text_of(words) {
      let safe = words;
      for (const [sign, written] of py.each(_WRITTEN_IN_HTML)) {
        safe = py.replace(safe, sign, written);
      }
      return safe;
    }

    // Table with a caption and headings on every row and column.
    function table(caption, headings, rows, words = false, words_in = null) {
      const some = words_in === null ? [] : words_in;
      const head = py.join(
        "",
        py.enumerate(headings).map(
          ([place, heading]) => `<th scope="col"${py.text(py.within(place - 1, some) ? _LEFT : "")}>${py.text(text_of(heading))}\u003c/th>`
        )
      );
      const body = py.join(
        "",
        py.each(rows).map((row) => _row(row, py.len(headings), some, words))
      );
      const label = text_of(caption);
      return `<div class="planner-scroll" tabindex="0" role="region" aria-label="${py.text(label)}"><table class="planner-table"><caption>${py.text(label)}\u003c/caption><thead><tr>${py.text(head)}\u003c/tr>\u003c/thead><tbody>${py.text(body)}\u003c/tbody>\u003c/table>\u003c/div>`;
    }

    function _row(row, width, some, words) {
      if (row.style === "group") {
        const heading = `<th scope="colgroup" colspan="${py.text(width)}">${py.text(text_of(row.heading))}\u003c/th>`;
        return `<tr class="group">${py.text(heading)}\u003c/tr>`;
      }
      const cells = py.join(
        "",
        py.enumerate(row.cells).map(
          ([place, cell]) => _cell(cell, py.either(words, () => py.within(place, some)))
        )
      );
      const style = py.truth(row.style) ? ` class="${py.text(row.style)}"` : "";
      return `<tr${py.text(style)}><th scope="row">${py.text(text_of(row.heading))}\u003c/th>${py.text(cells)}\u003c/tr>`;
    }

    // A cell: words, or a number; below zero it is set off, at zero it is muted.
    function _cell(cell, words) {
      const may_be = [
        ["words", words],
        ["negative", py.startswith(cell, "($")],
        ["zero", cell === "$0"]
      ];
      const classes = py.each(may_be).filter(
        ([name, holds]) => py.truth(holds)
      ).map(([name, holds]) => name);
      const attribute = py.truth(classes) ? ` class="${py.text(py.join(" ", classes))}"` : "";
      return `<td${py.text(attribute)}>${py.text(text_of(cell))}\u003c/td>`;
    }

    // The same table in plain text, columns aligned.
    function text_table(headings, rows) {
      const lines = [
        [...py.each(headings)],
        ...py.each(py.each(rows).map((row) => [row.heading, ...py.each(row.cells)]))
      ];
      const count = py.max_of(py.each(lines).map((line) => py.len(line)));
      const padded = py.each(lines).map(
        (line) => [...py.each(line), ...py.each(py.range(py.len(line), count).map((_) => ""))]
      );
      const widths = py.range(count).map(
        (place) => py.max_of(py.each(padded).map((line) => py.len(py.at(line, place))))
      );
      return py.join("\n", py.each(padded).map((line) => _text_row(line, widths)));
    }

    // The heading to the left, the cells to the right.
    function _text_row(cells, widths) {
      const others = py.zip(
        py.slice(cells, 1, null),
        py.slice(widths, 1, null)
      ).map(([cell, width]) => py.rjust(cell, width));
      return py.rstrip(
        py.join("  ", [py.ljust(py.at(cells, 0), py.at(widths, 0)), ...py.each(others)])
      );
    }

    // A row of whole dollars, one for each year.
    function dollar_row(name, amounts, style = "") {
      return TableRow(name, py.each(amounts).map((amount) => dollars(amount)), style);
    }

    // Table as a block of a page.
    function table_block(caption, headings, rows, words = false) {
      return Block(
        table(caption, headings, rows, words),
        `${py.text(caption)}\n${py.text(text_table(headings, rows))}`
      );
    }

    // Paragraphs of plain sentences.
    function paragraphs(sentences, style = "") {
      const attribute = py.truth(style) ? ` class="${py.text(style)}"` : "";
      const html = py.join(
        "",
        py.each(sentences).map(
          (sentence) => `<p${py.text(attribute)}>${py.text(text_of(sentence))}\u003c/p>`
        )
      );
      return Block(html, py.join("\n", sentences));
    }

    // Several blocks as one, in their order.
    function joined(blocks) {
      return Block(
        py.join("", py.each(blocks).map((b) => b.html)),
        py.join("\n\n", py.each(blocks).map((b) => b.text))
      );
    }
    return { Block, TableRow, text_of, table, text_table, dollar_row, table_block, paragraphs, joined };
  })();

  // planner.views.questions.gap_words: Whether options close the gap, what is missing, and what they take in service: in words.
  modules.gap_words = (() => {
    const { A_DOLLAR } = modules.effect;
    const { about, with_few_decimals } = modules.money;
    const { fiscal_year_label } = modules.fiscal;
    const { gap_of } = modules.gap;
    const { total } = modules.sums;
    const [_DECIMALS, _A_HAIR] = [6, 1e-09];

    // Service lost in words.
    function points_of(points) {
      const number = plain_points(points);
      return py.within(number, ["1", "-1"]) ? `${py.text(number)} point` : `${py.text(number)} points`;
    }

    // Points with no more decimals than they need.
    function plain_points(points) {
      return with_few_decimals(points, _DECIMALS);
    }

    // What a combination takes in service, as a sentence ends with it.
    function price_in_service(points) {
      if (py.abs(points) < _A_HAIR) {
        return "with no loss of service";
      }
      return `with ${py.text(points_of(py.abs(points)))} of service ${py.text(points > 0 ? "lost" : "gained")}`;
    }

    // What is missing with a combination of options that does not close the gap.
    function missing_words(short, structural, last_year) {
      let parts = [];
      if (short >= A_DOLLAR) {
        parts = [
          `${py.text(about(short))} short of funding every cost and keeping the reserve at policy`
        ];
      }
      if (structural <= -A_DOLLAR) {
        const gap = `with a structural gap of ${py.text(about(structural))} in ${py.text(fiscal_year_label(last_year))}`;
        parts = [...py.each(parts), gap];
      }
      return py.join(", ", parts);
    }

    // Whether the gap is closed with the options that are switched on, or what is missing.
    function with_options(gap, count, points) {
      const state = _state(gap);
      if (py.same(count, 0)) {
        return `No option is switched on: ${py.text(state)}.`;
      }
      const price = py.removeprefix(price_in_service(points), "with ");
      const which = py.same(count, 1) ? "the option" : `the ${py.text(count)} options`;
      return `With ${py.text(which)} switched on (${py.text(price)}), ${py.text(state)}.`;
    }

    function _state(gap) {
      if (py.truth(gap.closed)) {
        return `every cost is funded, the reserve stays at or above policy, and recurring revenue covers the sustainable annual cost of ${py.text(fiscal_year_label(gap.last_year))}. The gap is closed`;
      }
      return `the district is left ${py.text(missing_words(gap.short, gap.structural, gap.last_year))}`;
    }

    // The same, of a reader's what-if.
    function options_on(found, points) {
      return with_options(gap_of(found), py.len(points), total(points));
    }

    // What is missing once an option, and those before it, are switched on.
    function one_more(found, taken) {
      const with_it = py.truth(taken) ? "With it and those before it" : "With it as well";
      return `${py.text(with_it)}: ${py.text(_in_short(gap_of(found)))}.`;
    }

    // What is missing, where a sentence above has said what that is.
    function _in_short(gap) {
      let parts = [];
      if (gap.short >= A_DOLLAR) {
        parts = [`${py.text(about(gap.short))} short`];
      }
      if (gap.structural <= -A_DOLLAR) {
        parts = [...py.each(parts), `a structural gap of ${py.text(about(gap.structural))}`];
      }
      return py.truth(gap.closed) ? "the gap is closed" : py.join(" and ", parts);
    }
    return { options_on, one_more };
  })();

  // planner.views.what_if.typed_number: What a reader types for a lever on the page, read as a cell of the plan's tables is read.
  modules.typed_number = (() => {
    const { power } = modules.sums;
    const { with_commas, with_few_decimals } = modules.money;
    const _DIGITS = "0123456789";
    const _SPACES = ["\u00a0", "\u2007", "\u2009", "\u202f"];
    const _MINUSES = ["\u2212", "\u2010", "\u2011", "\u2012", "\u2013"];
    const [_MOST_DIGITS, _MOST_DECIMALS] = [15, 10];
    const _DECIMALS_SHOWN = 6;

    // A number as it is written: its digits as a whole number, and how many are decimals.
    function Digits(below_zero, number, decimals) {
      return { below_zero, number, decimals };
    }

    // What a text means for a lever.
    function TypedNumber(value, problem) {
      return { value, problem };
    }

    // Read what was typed for a lever.
    function read_typed_number(lever, text) {
      const typed = plainly_typed(text);
      const share = py.cell(lever, "kind") === "rate" || py.cell(lever, "how") === "multiply";
      const percent = py.endswith(typed, "%") || py.endswith(typed, "%)");
      const found = written(_without_percent(typed));
      const problem = _unread(lever, typed, found, share, percent);
      if (py.truth(problem) || found === null) {
        return TypedNumber(0.0, problem);
      }
      const value = _value(lever, found, percent);
      return TypedNumber(value, _beyond(lever, typed, value));
    }

    // A value of a lever as a person types it.
    function shown_number(lever, value) {
      if (py.cell(lever, "how") === "multiply") {
        return `${py.text(_trimmed((value - 1.0) * 100))}%`;
      }
      if (py.cell(lever, "kind") === "rate") {
        return `${py.text(_trimmed(value * 100))}%`;
      }
      const number = _trimmed(value);
      if (py.cell(lever, "kind") !== "money") {
        return number;
      }
      const cents = py.split(number, ".");
      const size = `$${py.text(py.removeprefix(number, "-"))}${py.text(py.same(py.len(cents), 2) && py.same(py.len(py.at(cents, 1)), 1) ? "0" : "")}`;
      return py.startswith(number, "-") ? `-${py.text(size)}` : size;
    }

    // A number with commas, and with no more decimals than it needs.
    function _trimmed(number) {
      const digits = py.split(with_few_decimals(py.abs(number), _DECIMALS_SHOWN), ".");
      const shown = py.join(
        ".",
        [with_commas(py.whole(py.at(digits, 0))), ...py.each(py.slice(digits, 1, null))]
      );
      return number < 0 && shown !== "0" ? `-${py.text(shown)}` : shown;
    }

    // A text with plain spaces and a plain minus, and none of them around it.
    function plainly_typed(text) {
      for (const space of py.each(_SPACES)) {
        text = py.replace(text, space, " ");
      }
      for (const minus of py.each(_MINUSES)) {
        text = py.replace(text, minus, "-");
      }
      return py.strip(text);
    }

    // A text without the percent sign at its end, which may be within parentheses.
    function _without_percent(typed) {
      if (py.endswith(typed, "%)")) {
        return `${py.text(py.removesuffix(typed, "%)"))})`;
      }
      return py.strip(py.removesuffix(typed, "%"));
    }

    // A number with its commas, dollar sign and parentheses; None if it is not only one.
    function written(typed) {
      if (py.within(typed, ["$-", "$ -"])) {
        return Digits(false, 0, 0);
      }
      let [rest, below_zero] = [typed, false];
      const in_parentheses = py.endswith(rest, ")");
      if (py.truth(in_parentheses)) {
        rest = _without(_without(py.removesuffix(py.removesuffix(rest, ")"), " "), "$"), "(");
        if (!_opens(typed)) {
          return null;
        }
        return _digits(_without(rest, "$"), true);
      }
      let signs = 0;
      if (py.startswith(rest, "+") || py.startswith(rest, "-")) {
        [below_zero, signs] = [py.startswith(rest, "-"), 1];
        rest = py.removeprefix(py.slice(rest, 1, null), " ");
      }
      rest = _without(rest, "$");
      if (py.startswith(rest, "-")) {
        [below_zero, signs] = [true, signs + 1];
        rest = py.slice(rest, 1, null);
      }
      return signs > 1 ? null : _digits(rest, below_zero);
    }

    // Whether a parenthesis opens, behind a dollar sign at most.
    function _opens(typed) {
      return py.startswith(typed, "(") || py.startswith(_without(typed, "$"), "(");
    }

    // A text without a sign at its start, and without a space behind that.
    function _without(text, sign) {
      return py.startswith(text, sign) ? py.removeprefix(py.slice(text, 1, null), " ") : text;
    }

    // Digits in groups of three or in one, perhaps with decimals.
    function _digits(text, below_zero) {
      const parts = py.split(text, ".");
      if (py.len(parts) > 2) {
        return null;
      }
      const decimals = py.same(py.len(parts), 2) ? py.at(parts, 1) : "";
      const whole = _joined(py.at(parts, 0));
      if (whole === null || !_only_digits(decimals)) {
        return null;
      }
      const digits = `${py.text(whole)}${py.text(decimals)}`;
      if (
        !((($middle) => 0 < $middle && $middle <= _MOST_DIGITS)(py.len(digits))) ||
        py.len(decimals) > _MOST_DECIMALS
      ) {
        return null;
      }
      return Digits(below_zero, py.whole(digits), py.len(decimals));
    }

    // Digits before the point without their commas or spaces; None if groups are not of three.
    function _joined(whole) {
      for (const mark of [",", " "]) {
        const groups = py.split(whole, mark);
        if (py.len(groups) > 1) {
          const first = py.at(groups, 0);
          const threes = py.each(py.slice(groups, 1, null)).every(
            (group) => py.same(py.len(group), 3) &&
            _only_digits(group)
          );
          const starts = (
            ($middle) => 1 <= $middle &&
            $middle <= 3
          )(py.len(first)) && _only_digits(first) && !py.startswith(first, "0");
          return py.truth(threes) && py.truth(starts) ? py.join("", groups) : null;
        }
      }
      return _only_digits(whole) ? whole : null;
    }

    function _only_digits(text) {
      return py.range(py.len(text)).every(
        (place) => py.within(py.slice(text, place, place + 1), _DIGITS)
      );
    }

    // What is wrong with how a number is written; nothing if it can be read.
    function _unread(lever, typed, found, share, percent) {
      const example = py.cell(lever, "example");
      if (
        found === null ||
        (py.truth(share) && py.within("$", typed)) ||
        (py.truth(percent) && !py.truth(share))
      ) {
        if (py.truth(share)) {
          return `"${py.text(typed)}" is not a rate. Type a percentage such as ${py.text(example)}.`;
        }
        return `"${py.text(typed)}" is not a plain number. Use digits, for example ${py.text(example)}.`;
      }
      if (py.truth(share) && !py.truth(percent) && found.number >= power(10.0, found.decimals)) {
        return `Does "${py.text(typed)}" mean ${py.text(typed)}%? Type it with a percent sign.`;
      }
      if (
        !py.truth(share) &&
        py.same(found.decimals, 3) &&
        (($middle) => 1000 <= $middle && $middle < 1000000)(found.number)
      ) {
        const [point, comma] = [`${py.text(typed)}0`, py.replace(typed, ".", ",")];
        return `Does "${py.text(typed)}" mean ${py.text(point)} or ${py.text(comma)}? Type it that way.`;
      }
      return "";
    }

    // Value of the change: of a lever that multiplies, 1.1 for 10% more.
    function _value(lever, found, percent) {
      const parts = power(10.0, found.decimals + (py.truth(percent) ? 2 : 0));
      const signed = py.truth(found.below_zero) ? 0 - found.number : found.number;
      return py.cell(lever, "how") === "multiply" ? py.divide(parts + signed, parts) : py.divide(signed, parts);
    }

    // What is wrong with a number that was read: not whole, too small, too large.
    function _beyond(lever, typed, value) {
      if (py.truth(py.cell(lever, "whole")) && !py.same(value, py.whole(value))) {
        return `"${py.text(typed)}" is not a whole number. Type a whole number, for example ${py.text(py.cell(lever, "example"))}.`;
      }
      if (value < py.cell(lever, "least") - 1e-09) {
        return `"${py.text(typed)}" is too small. The minimum is ${py.text(py.cell(lever, "least_shown"))}.`;
      }
      if (value > py.cell(lever, "most") + 1e-09) {
        return `"${py.text(typed)}" is too large. The maximum is ${py.text(py.cell(lever, "most_shown"))}.`;
      }
      return "";
    }
    return { read_typed_number, shown_number, plainly_typed };
  })();

  // planner.analysis.keep.verdict: The verdict on every row of cost: kept, in part, or not funded, when, and on which money.
  modules.verdict = (() => {
    const { A_CENT } = modules.yearly_totals;
    const { needed, who_pays } = modules.who_pays;
    const { total } = modules.sums;
    const [FULL, PART, NOTHING] = ["full", "part", "nothing"];
    const KINDS = ["kept", "leaning", "restored", "in_part", "ends", "not_funded"];
    const OTHER_MONEY = ["one_time", "reserve", "prepaid"];

    // Years on end in which the same of a row is paid.
    function Run(state, first, last, years) {
      return { state, first, last, years };
    }

    // What becomes of one row of cost.
    function Verdict(
      line,
      place,
      states,
      runs,
      leaning,
      due,
      kind,
      severity,
      first_short,
      yearly,
      unfunded,
      plan_ends
    ) {
      return { line, place, states, runs, leaning, due, kind, severity, first_short, yearly, unfunded, plan_ends };
    }

    // What one scenario keeps.
    function Kept(years, rows, verdicts, without_cost, priorities) {
      return { years, rows, verdicts, without_cost, priorities };
    }

    // What becomes of every row of cost.
    function kept$found(found) {
      return kept_rows(found.rows, found.years);
    }

    function kept(asked) {
      return py.kept_while_used(kept$found, asked);
    }

    // What becomes of some rows of cost, in the years of a plan.
    function kept_rows(rows, years) {
      const verdicts = [];
      for (const [place, row] of py.enumerate(rows)) {
        const paid = who_pays([row]);
        const need = needed(paid);
        if (py.max_of(need) > A_CENT) {
          py.append(verdicts, _verdict(place, row, years, paid, need));
        }
      }
      const ranks = py.sorted(
        py.fromkeys(py.each(verdicts).map((verdict) => verdict.line.priority))
      );
      return Kept(years, rows, verdicts, py.len(rows) - py.len(verdicts), ranks);
    }

    function _verdict(place, row, years, paid, need) {
      const due = py.enumerate(need).filter(
        ([number, amount]) => amount > A_CENT
      ).map(([number, amount]) => number);
      const other = py.each(OTHER_MONEY).filter((kind) => py.max_of(py.at(paid, kind)) > A_CENT);
      const leaning = py.each(due).filter((number) => py.each(other).some((kind) => py.at(py.at(paid, kind), number) > A_CENT)).map(
        (number) => [
          py.at(years, number),
          py.each(other).filter((kind) => py.at(py.at(paid, kind), number) > A_CENT)
        ]
      );
      const yearly = py.each(row.sustained_cost).filter((cost) => cost > A_CENT);
      const states = _states(row, need, years);
      const runs = _runs(states);
      const kind = _kind(py.each(runs).map((run) => run.state), row.recurring, py.len(leaning) > 0);
      const short = py.each(runs).filter(
        (run) => !py.same(run.state, FULL)
      ).map((run) => run.first);
      return Verdict(
        row,
        place,
        states,
        runs,
        leaning,
        py.each(due).map((number) => py.at(years, number)),
        kind,
        py.index(KINDS, kind),
        py.truth(short) ? py.at(short, 0) : null,
        py.truth(row.recurring) && py.truth(yearly) ? py.at(yearly, 0) : total(need),
        total(row.unfunded),
        py.at(years, -1)
      );
    }

    // Years that count, and what is paid in each.
    function _states(row, need, years) {
      const states = [];
      let state = "";
      for (const [place, year] of py.enumerate(years)) {
        if (py.at(need, place) > A_CENT) {
          state = _state(py.at(need, place), py.at(row.unfunded, place));
        }
        if (
          py.truth(state) &&
          (py.at(need, place) > A_CENT || py.at(row.sustained_cost, place) > A_CENT)
        ) {
          py.append(states, [year, state]);
        }
      }
      return states;
    }

    // What of a year is paid.
    function _state(need, unfunded) {
      if (unfunded <= A_CENT) {
        return FULL;
      }
      return need - unfunded > A_CENT ? PART : NOTHING;
    }

    function _runs(states) {
      const runs = [];
      let begun = 0;
      for (const [place, [year, state]] of py.enumerate(states)) {
        const goes_on = place + 1 < py.len(states) && py.same(
          py.at(py.at(states, place + 1), 1),
          state
        );
        if (!py.truth(goes_on)) {
          py.append(runs, Run(state, py.at(py.at(states, begun), 0), year, place + 1 - begun));
          begun = place + 1;
        }
      }
      return runs;
    }

    // The kind of verdict, from what is paid of a row in one run of years after the other.
    function _kind(states, recurring, leans) {
      if (py.same(py.len(states), 1) && py.same(py.at(states, 0), FULL)) {
        return py.truth(leans) && py.truth(recurring) ? "leaning" : "kept";
      }
      if (py.same(py.len(states), 1) && py.same(py.at(states, 0), NOTHING)) {
        return "not_funded";
      }
      if (!py.truth(recurring) || py.same(py.at(states, -1), PART)) {
        return "in_part";
      }
      return py.same(py.at(states, -1), FULL) ? "restored" : "ends";
    }
    return { FULL, NOTHING, PART, OTHER_MONEY, kept };
  })();

  // planner.rulebook.payments: Who pays what in one year: sources in order, then the technology reserve, then nobody.
  modules.payments = (() => {
    const sources = modules.sources;
    const { first_month_covered, months_of } = modules.months;
    const { is_infrastructure } = modules.eligible;
    const { kind_of } = modules.erate;
    const { lapse_above_limit, share_left, turns, what_becomes_of } = modules.vintages;
    const { total } = modules.sums;
    const FOREVER = Infinity;
    const A_HUNDREDTH_OF_A_CENT = 0.0001;

    // Pay every row of cost of one year.
    function pay_the_year(answer, tables, year, rows, support, payable, ranked) {
      const now = py.at(tables, year);
      const months = months_of(year, py.cell(now.district, "fiscal_year_start_month"));
      const unpaid = py.by_each(py.each(rows), (line) => py.at(py.at(answer.cost, line), year));
      let into_reserve = 0.0;
      for (const number of py.each(sources.in_order(now))) {
        const source = py.at(py.cell(now.rows, "funding"), number);
        let paid;
        if (py.cell(source, "kind") === "erate") {
          paid = pay_discount(answer, source, year, months, support, unpaid, rows, ranked);
          into_reserve += py.at(py.at(answer.to_reserve, py.cell(source, "name")), year);
        } else {
          const lines = py.truth(py.cell(source, "active")) ? py.at(
            payable,
            py.cell(source, "name")
          ) : [];
          const limited = limited_of(source, lines, rows);
          paid = pay_from_source(answer, source, year, months, lines, limited, unpaid, ranked);
          into_reserve += what_becomes_of(answer, source, year, months);
        }
        py.put(py.at(answer.paid, py.cell(source, "name")), year, paid);
        for (const [line, amount] of py.items(paid)) {
          py.put(unpaid, line, py.at(unpaid, line) - amount);
        }
      }
      pay_from_reserve(answer, now, year, unpaid, into_reserve, ranked);
    }

    // Rows of cost by their priority, from 1 to 9.
    function by_rank(rows) {
      const found = py.by_each(py.range(1, 10), (priority) => []);
      for (const [line, row] of py.items(rows)) {
        py.append(py.at(found, py.whole(py.cell(row, "priority"))), line);
      }
      return found;
    }

    // What each row gets of so much money: priority 1 first, within one the same share of each.
    function by_priority(wanted, money, ranked) {
      const gets = new Map();
      for (const ranking_so of py.values(ranked)) {
        const here = py.each(ranking_so).filter((line) => py.within(line, wanted));
        const asked = total(py.each(here).map((line) => py.at(wanted, line)));
        const every_row = share_of(money, asked);
        for (const line of py.each(here)) {
          py.put(gets, line, py.at(wanted, line) * every_row);
        }
        money = py.most(money - asked * every_row, 0.0);
      }
      return gets;
    }

    // Share that every row gets when there is so much money for so much cost.
    function share_of(money, wanted) {
      return wanted > 0 ? py.least(py.divide(money, wanted), 1.0) : 0.0;
    }

    // E-Rate pays its discount; a part of it may come as a refund in the next year.
    function pay_discount(answer, source, year, months, support, unpaid, rows, ranked) {
      const [name, later] = [py.cell(source, "name"), py.cell(source, "receipt_delay_months") / 12];
      const share = py.truth(py.cell(source, "active")) ? sources.presence(source, months) : 0.0;
      const earned = py.by_each(
        py.each(unpaid),
        (line) => py.most(py.least(py.at(support, line) * share, py.at(unpaid, line)), 0.0)
      );
      let refund = py.get(answer.refund_due, year, 0.0);
      if (!py.truth(answer.reserve) && was_there_before(source, py.at(months, 0))) {
        refund = total(py.values(earned)) * later;
      }
      py.put(answer.refund_due, year + 1, total(py.values(earned)) * later);
      const paid = py.dict(py.items(earned).map(([line, amount]) => [line, amount * (1 - later)]));
      py.put(py.at(answer.received, name), year, total(py.values(paid)) + refund);
      const supported = py.each(unpaid).filter((line) => kind_of(py.at(rows, line)) !== "none");
      const left = py.by_each(
        py.each(supported),
        (line) => py.at(unpaid, line) - py.at(paid, line)
      );
      const gets = by_priority(left, refund, ranked);
      for (const line of py.each(supported)) {
        py.put(paid, line, py.at(paid, line) + py.at(gets, line));
      }
      py.put(py.at(answer.carried, name), year, 0.0);
      py.put(py.at(answer.lapsed, name), year, 0.0);
      py.put(py.at(answer.to_reserve, name), year, refund - total(py.values(gets)));
      return paid;
    }

    // Whether a source was there the year before the plan.
    function was_there_before(source, opening) {
      const first = first_month_covered(py.cell(source, "start_date"));
      return first === null || first < opening;
    }

    // Rows of which a source pays no more than a share of its money; none if it has no limit.
    function limited_of(source, lines, rows) {
      if (py.same(sources.usual_number(source, "infrastructure_limit_rate"), FOREVER)) {
        return [];
      }
      return py.each(lines).filter((line) => is_infrastructure(py.at(rows, line)));
    }

    // What a source pays of each row that it may pay: its oldest money first, then by priority.
    function pay_from_source(answer, source, year, months, lines, limited, unpaid, ranked) {
      const name = py.cell(source, "name");
      const vintages = py.at(answer.vintages, name);
      py.put(vintages, year, py.at(py.at(answer.received, name), year));
      if (!py.values(vintages).some((money) => py.truth(money))) {
        return new Map();
      }
      let limit = sources.usual_number(source, "infrastructure_limit_rate");
      if (limit < FOREVER) {
        limit *= total(py.values(vintages));
      }
      const cost = py.by_each(py.each(lines), (line) => py.at(py.at(answer.cost, line), year));
      const paid = py.fromkeys(lines, 0.0);
      for (const came_in of py.sorted(vintages)) {
        const share = py.least(
          sources.presence(source, months),
          share_left(source, months, year - came_in)
        );
        for (const until of py.each(turns(source, year - came_in))) {
          if (until === null) {
            lapse_above_limit(answer, source, year);
            continue;
          }
          if (py.same(py.at(vintages, came_in), 0)) {
            continue;
          }
          const of_cost = py.least(share, until) * py.cell(source, "cost_share_rate");
          let could = new Map();
          for (const line of py.each(lines)) {
            const at_most = of_cost * py.at(cost, line);
            const still = py.at(unpaid, line) - py.at(paid, line);
            py.put(could, line, py.most(py.least(at_most - py.at(paid, line), still), 0.0));
          }
          if (py.truth(limited)) {
            const within = by_priority(
              py.by_each(py.each(limited), (line) => py.at(could, line)),
              limit,
              ranked
            );
            could = py.dict([...py.items(could), ...py.items(within)]);
          }
          const gets = by_priority(could, py.at(vintages, came_in), ranked);
          for (const line of py.each(lines)) {
            py.put(paid, line, py.at(paid, line) + py.at(gets, line));
          }
          limit = py.most(limit - total(py.each(limited).map((line) => py.at(gets, line))), 0.0);
          py.put(
            vintages,
            came_in,
            py.most(py.at(vintages, came_in) - total(py.values(gets)), 0.0)
          );
        }
      }
      return paid;
    }

    // The reserve pays what is left, by priority; the rest is unfunded.
    function pay_from_reserve(answer, tables, year, unpaid, into_reserve, ranked) {
      const opening = py.cell(tables.district, "reserve_opening_balance");
      const before = py.get(answer.reserve, year - 1, opening);
      py.put(answer.interest, year, before * py.cell(tables.district, "reserve_interest_rate"));
      const money = before + py.at(answer.interest, year) + into_reserve;
      const gets = by_priority(unpaid, money, ranked);
      const counts = total(py.values(unpaid)) - money >= A_HUNDREDTH_OF_A_CENT;
      for (const [line, amount] of py.items(unpaid)) {
        py.put(py.at(answer.reserve_paid, line), year, py.at(gets, line));
        py.put(
          py.at(answer.unfunded, line),
          year,
          py.truth(counts) ? amount - py.at(gets, line) : 0.0
        );
      }
      py.put(answer.reserve, year, money - total(py.values(gets)));
    }
    return { pay_the_year, by_rank, share_of, limited_of };
  })();

  // planner.rulebook.spending: What everything costs: people first, then every row of cost, table by table.
  modules.spending = (() => {
    const contracts = modules.contracts;
    const fleets = modules.fleets;
    const forecast = modules.rulebook_forecast;
    const incidents = modules.incidents;
    const people = modules.people;
    const positions = modules.positions;
    const programs = modules.programs;
    const repairs = modules.repairs;
    const { stays, table_stays } = modules.kept;
    const { total } = modules.sums;

    // Put down people and what every row costs; students of every row come back.
    function add_people_and_costs(answer, plan, tables, kept) {
      const students = add_people(answer, plan, tables, kept);
      add_fleets_and_repairs(answer, tables, students, kept);
      add_contracts(answer, tables, students, kept);
      add_positions(answer, tables, kept);
      add_programs(answer, tables, students, kept);
      kept.students = students;
      return students;
    }

    // Students, staff and teachers; students of every row come back.
    function add_people(answer, plan, tables, kept) {
      const before = kept.answer;
      if (before !== null && kept.costs !== null) {
        {
          const $values = [before.students, before.staff];
          answer.students = $values[0];
          answer.staff = $values[1];
        }
        answer.teachers = before.teachers;
        return kept.students;
      }
      const growth = kept.growth === null ? forecast.growth_by_band(plan) : kept.growth;
      kept.growth = growth;
      const students = people.students_by_row(growth, tables);
      answer.students = py.dict(py.items(students).map(([year, rows]) => [year, total(rows)]));
      answer.staff = people.headcount_by_year("staff", tables, answer.students);
      answer.teachers = people.headcount_by_year("teachers", tables, answer.students);
      return students;
    }

    // Put down a row of which nothing is prepaid.
    function add_line(answer, line, cost, sustained) {
      {
        const $values = [cost, sustained];
        py.put(answer.cost, line, $values[0]);
        py.put(answer.sustained, line, $values[1]);
      }
      py.put(answer.prepaid, line, py.fromkeys(cost, 0.0));
    }

    // Put down a row as it was.
    function take_over(answer, line, before) {
      {
        const $values = [py.at(before.cost, line), py.at(before.sustained, line)];
        py.put(answer.cost, line, $values[0]);
        py.put(answer.sustained, line, $values[1]);
      }
      py.put(answer.prepaid, line, py.at(before.prepaid, line));
      if (py.within(line, before.unused)) {
        py.put(answer.unused, line, py.at(before.unused, line));
      }
    }

    // Devices bought, in service, paid, repaired.
    function add_fleets_and_repairs(answer, tables, students, kept) {
      const [first, before] = [py.at(tables, py.min_of(tables)), kept.answer];
      const found = new Map();
      for (const [number, row] of py.enumerate(py.cell(first.rows, "devices"))) {
        const name = py.cell(row, "name");
        let fleet;
        if (stays(kept, "devices", row)) {
          fleet = py.at(kept.fleets, name);
        } else {
          fleet = fleets.fleet_years(number, tables, students, answer.staff);
        }
        py.put(found, name, fleet);
        add_line(answer, `devices/${py.text(name)}`, fleet.cost, fleet.sustained);
        {
          const $values = [fleet.bought, fleet.in_service];
          py.put(answer.bought, name, $values[0]);
          py.put(answer.in_service, name, $values[1]);
        }
        {
          const $values = [fleet.past_life, fleet.past_support];
          py.put(answer.past_life, name, $values[0]);
          py.put(answer.past_support, name, $values[1]);
        }
      }
      for (const [number, row] of py.enumerate(py.cell(first.rows, "repair"))) {
        const line = `repair/${py.text(py.cell(row, "name"))}`;
        if (before !== null && stays(kept, "repair", row) && table_stays(kept, "devices")) {
          take_over(answer, line, before);
        } else {
          const cost = repairs.repair_cost(number, tables, found);
          add_line(answer, line, cost, py.dict(cost));
        }
      }
      kept.fleets = found;
    }

    // Licenses and security, with what is prepaid; incidents, which are weighed against them.
    function add_contracts(answer, tables, students, kept) {
      const [before, whole_year] = [kept.answer, py.dict(kept.whole_year)];
      let number, row;
      for (const table of ["licenses", "security"]) {
        for ([number, row] of py.enumerate(py.at(py.at(tables, py.min_of(tables)).rows, table))) {
          const line = `${py.text(table)}/${py.text(py.cell(row, "name"))}`;
          const by_devices = py.cell(row, "basis") === "device" && !table_stays(kept, "devices");
          if (before !== null && stays(kept, table, row) && !py.truth(by_devices)) {
            take_over(answer, line, before);
            continue;
          }
          const contract = contracts.contract_years(
            table,
            number,
            tables,
            students,
            answer.staff,
            answer.in_service
          );
          {
            const $values = [contract.cost, contract.prepaid];
            py.put(answer.cost, line, $values[0]);
            py.put(answer.prepaid, line, $values[1]);
          }
          py.put(answer.unused, line, contract.unused);
          py.put(
            answer.sustained,
            line,
            py.dict(
              py.items(contract.cost).map(
                ([year, cost]) => [
                  year,
                  py.cell(row, "recurring") === "yes" ? cost + py.at(contract.prepaid, year) : 0.0
                ]
              )
            )
          );
          if (table === "security") {
            py.put(whole_year, py.cell(row, "name"), contract.whole_year);
          }
        }
      }
      for (
        [number, row] of py.enumerate(py.cell(py.at(tables, py.min_of(tables)).rows, "incidents"))
      ) {
        py.put(
          answer.incidents,
          py.cell(row, "name"),
          incidents.incident_years(number, tables, whole_year)
        );
      }
      kept.whole_year = whole_year;
    }

    // Technology positions.
    function add_positions(answer, tables, kept) {
      const before = kept.answer;
      for (
        const [number, row] of py.enumerate(
          py.cell(py.at(tables, py.min_of(tables)).rows, "staffing")
        )
      ) {
        const line = `staffing/${py.text(py.cell(row, "name"))}`;
        if (before !== null && stays(kept, "staffing", row)) {
          take_over(answer, line, before);
        } else {
          const cost = positions.position_cost(number, tables);
          add_line(answer, line, cost, py.dict(cost));
        }
      }
    }

    // Training, the data privacy program, network equipment.
    function add_programs(answer, tables, students, kept) {
      const [first, before] = [py.at(tables, py.min_of(tables)), kept.answer];
      for (const table of ["training", "privacy", "network"]) {
        for (const [number, row] of py.enumerate(py.at(first.rows, table))) {
          const line = `${py.text(table)}/${py.text(py.cell(row, "name"))}`;
          if (before !== null && stays(kept, table, row)) {
            take_over(answer, line, before);
            continue;
          }
          let found;
          if (table === "training") {
            found = programs.training_years(
              number,
              tables,
              students,
              answer.staff,
              answer.teachers
            );
          } else if (table === "privacy") {
            found = programs.privacy_years(number, tables);
          } else {
            found = programs.network_years(number, tables);
          }
          add_line(answer, line, found.cost, found.sustained);
        }
      }
    }
    return { add_people_and_costs };
  })();

  // planner.views.board.concern_words: A short sentence for each thing that should worry a board, with its years and its amount.
  modules.concern_words = (() => {
    const { about, percent } = modules.money;
    const { concerns_of, reserve_held_money } = modules.concerns;
    const { first_unfunded } = modules.figures;
    const { fiscal_year_label } = modules.fiscal;
    const { footed_amounts } = modules.footed_amounts;
    const { reasons_apart } = modules.cash_and_structural;
    const { total } = modules.sums;
    const _DIFFERS_BY = 0.1;
    const _AHEAD = py.dict([
      ["devices", "fewer devices than usual are due"],
      ["purchases", "fewer purchases other than devices are due than usual"],
      ["prepaid", "some of its cost was paid in advance"],
      ["one_time", "one-time money comes in"],
      ["other_money", "more revenue comes in than in an average year"]
    ]);
    const _BEHIND = py.dict([
      ["devices", "more devices than usual are due"],
      ["purchases", "more purchases other than devices are due than usual"],
      ["projects", "it pays for one-time projects"],
      ["other_money", "less revenue comes in than in an average year"]
    ]);

    // Fiscal years in a sentence, with *in* or *from ... through*.
    function years_words(years) {
      const [first, last] = [
        fiscal_year_label(py.at(years, 0)),
        fiscal_year_label(py.at(years, -1))
      ];
      if (py.same(py.len(years), 1)) {
        return `in ${py.text(first)}`;
      }
      if (py.same(py.len(years), 2)) {
        return `in ${py.text(first)} and ${py.text(last)}`;
      }
      if (py.len(years) < py.at(years, -1) - py.at(years, 0) + 1) {
        return `in ${py.text(py.len(years))} years from ${py.text(first)} through ${py.text(last)}`;
      }
      return `from ${py.text(first)} through ${py.text(last)}`;
    }

    // Fiscal years in a cell of a table.
    function years_cell(years) {
      if (!py.truth(years)) {
        return "never";
      }
      const [first, last] = [
        fiscal_year_label(py.at(years, 0)),
        fiscal_year_label(py.at(years, -1))
      ];
      if (py.len(years) < py.at(years, -1) - py.at(years, 0) + 1) {
        return `${py.text(py.len(years))} years from ${py.text(first)}`;
      }
      return py.same(py.len(years), 1) ? first : `${py.text(first)} to ${py.text(last)}`;
    }

    // Cost of this year or next that is unfunded, and when the district recovers; or nothing.
    function shortfall_words(found) {
      const concerns = by_kind(found);
      const [short, later] = [
        py.get(concerns, "unfunded_soon"),
        py.get(concerns, "unfunded_later")
      ];
      if (short === null) {
        return "";
      }
      const reserve = never_held_reserve(found) ? ", and there is no technology reserve to draw on" : " even after spending its whole technology reserve";
      const several = py.len(short.years) > 1;
      const said = `${py.text(capital(years_words(short.years)))} the district is ${py.text(_unfunded(found, short))} short${py.text(py.truth(several) ? " in total" : "")}${py.text(reserve)}${py.text(py.truth(several) ? "" : because(found, short.first))}.`;
      if (py.same(short.last, py.at(found.years, -1))) {
        return said;
      }
      const again = py.truth(later) ? `, but is ${py.text(_unfunded(found, later))} short again ${py.text(years_words(later.years))}` : "";
      const recovers = short.last + 1;
      const after = _policy_after(found, recovers);
      return `${py.text(said)} It recovers from ${py.text(fiscal_year_label(recovers))}${py.text(again)}${py.text(after)}.`;
    }

    // When a reserve that was spent is at policy again; nothing where there never was one.
    function _policy_after(found, recovers) {
      const below = py.get(by_kind(found), "below_policy");
      if (never_held_reserve(found) || below === null) {
        return "";
      }
      const last = fiscal_year_label(py.at(found.years, -1));
      const at_policy = py.each(found.years).filter(
        (y) => y >= recovers &&
        !py.within(y, below.years)
      );
      if (!py.truth(at_policy)) {
        return `; the reserve is below policy through ${py.text(last)}`;
      }
      const again = py.at(at_policy, 0);
      const below_again = py.each(below.years).filter((year) => year > again);
      if (py.truth(below_again)) {
        const until = py.at(below_again, 0) - 1;
        let held = `from ${py.text(fiscal_year_label(again))} through ${py.text(fiscal_year_label(until))}`;
        held = py.same(again, until) ? `only in ${py.text(fiscal_year_label(again))}` : `only ${py.text(held)}`;
        return `; the reserve is then at or above policy ${py.text(held)}`;
      }
      if (py.same(again, recovers)) {
        return ", with the reserve at or above policy again";
      }
      return `; the reserve is at or above policy again from ${py.text(fiscal_year_label(again))}`;
    }

    // A reserve that is used up or below policy, and what is unfunded later; or nothing.
    function reserve_words(found, explained = true) {
      const concerns = by_kind(found);
      const low = py.either(
        py.get(concerns, "reserve_used_up"),
        () => py.get(concerns, "below_policy")
      );
      const later = py.get(concerns, "unfunded_later");
      if (low === null && later === null) {
        return "";
      }
      const never = never_held_reserve(found);
      const why = py.truth(low) && !py.truth(never) ? because(found, low.first) : "";
      const said = capital(reserve_clause(found, explained, why));
      if (later === null) {
        return `${py.text(said)}.`;
      }
      const [unpaid, when] = [_unfunded(found, later), years_words(later.years)];
      if (
        py.truth(why) ||
        py.truth(never) ||
        low === null ||
        !py.same(later.first, low.first) ||
        !py.truth(later.unbroken)
      ) {
        return `${py.text(said)}; ${py.text(unpaid)} is unfunded ${py.text(when)}${py.text(py.truth(never) ? because(found, later.first) : "")}.`;
      }
      const through = py.len(later.years) > 1 ? ` through ${py.text(fiscal_year_label(later.last))}` : "";
      return `${py.text(said)}, leaving ${py.text(unpaid)} unfunded${py.text(through)}.`;
    }

    // What becomes of the technology reserve, as a part of a sentence.
    function reserve_clause(found, explained = false, why = "") {
      const concerns = by_kind(found);
      const share = py.truth(explained) ? ` (${py.text(percent(policy_rate(found)))} of a year's cost)` : "";
      const [empty, below] = [
        py.get(concerns, "reserve_used_up"),
        py.get(concerns, "below_policy")
      ];
      if (never_held_reserve(found)) {
        if (first_unfunded(found) !== null) {
          return "there is no technology reserve to draw on";
        }
        const asks = py.truth(explained) && py.truth(below) ? `; policy asks for one${py.text(share)}` : "";
        return `there is no technology reserve${py.text(asks)}`;
      }
      if (empty === null) {
        if (below !== null) {
          return `the technology reserve is below policy${py.text(share)} ${py.text(_low_years(found, below, why))}`;
        }
        const kept = py.truth(policy_rate(found)) ? "stays at or above policy" : "lasts";
        return `the technology reserve ${py.text(kept)}`;
      }
      let falls = "";
      if (below !== null && below.first < empty.first) {
        falls = `falls below policy${py.text(share)} in ${py.text(fiscal_year_label(below.first))} and `;
      }
      const gone = `is used up in ${py.text(fiscal_year_label(empty.first))}${py.text(why)}`;
      return `the technology reserve ${py.text(falls)}${py.text(gone)}${py.text(py.truth(below) ? _back(found, below) : "")}`;
    }

    // In which years the reserve is below policy, and when it is above again.
    function _low_years(found, below, why) {
      const only = py.same(py.len(below.years), 1) && below.last < py.at(found.years, -1);
      const back = py.truth(only) ? " only" : _back(found, below);
      return `${py.text(years_words(below.years))}${py.text(py.truth(only) ? `${py.text(back)}${py.text(why)}` : `${py.text(why)}${py.text(back)}`)}`;
    }

    function _back(found, below) {
      if (py.same(below.last, py.at(found.years, -1))) {
        return "";
      }
      return `, and is at or above policy again from ${py.text(fiscal_year_label(below.last + 1))}`;
    }

    // Whether recurring revenue covers the sustainable annual cost, and by how much not.
    function gap_words(found, after = "") {
      const gap = py.get(by_kind(found), "structural_gap");
      const years = [py.at(found.years, 0)];
      if (py.truth(gap) && gap.first > py.at(years, 0)) {
        py.append(years, gap.first);
      }
      const asides = py.each(years).filter(
        (year) => !_told(found, year, after)
      ).map((year) => _cash_aside(found, year));
      const aside = py.join(", and ", asides);
      const said = `${py.text(py.truth(gap) ? _gap(found, gap) : _covered(found))}${py.text(py.truth(aside) ? `; ${py.text(aside)}` : "")}`;
      if (py.truth(after)) {
        return `${py.text(said)}.`;
      }
      const reserve = reserve_clause(found);
      return py.truth(aside) ? `${py.text(said)}. ${py.text(capital(reserve))}.` : `${py.text(said)}; ${py.text(reserve)}.`;
    }

    // Whether it has been said why a year's cash is not like its structural balance, or it is.
    function _told(found, year, before) {
      return py.within(because(found, year), before);
    }

    function _covered(found) {
      const least = py.min_of(footed_amounts(found).structural_balance);
      const spare = least >= 1 ? `at least ${py.text(about(least, "down"))} a year` : "nothing";
      return `Recurring revenue covers the sustainable annual cost in every year through ${py.text(fiscal_year_label(py.at(found.years, -1)))}, with ${py.text(spare)} to spare`;
    }

    function _gap(found, gap) {
      const balances = footed_amounts(found).structural_balance;
      const gaps = py.each(gap.years).map((year) => -py.at(balances, py.index(found.years, year)));
      const widest = py.max_of(gaps);
      const in_all_years = py.both(gap.unbroken, () => py.same(gap.last, py.at(found.years, -1)));
      const hardly_differs = widest <= py.at(gaps, 0) * (1 + _DIFFERS_BY);
      let size, when;
      if (py.same(py.len(gaps), 1)) {
        [when, size] = [capital(years_words(gap.years)), about(widest)];
      } else if (py.truth(in_all_years)) {
        [when, size] = [
          `Starting in ${py.text(fiscal_year_label(gap.first))}`,
          `${py.text(about(py.at(gaps, 0)))} a year`
        ];
      } else {
        const even = py.min_of(gaps) * (1 + _DIFFERS_BY) >= widest;
        const most = py.truth(even) ? about(widest) : `up to ${py.text(about(widest, "up"))}`;
        [when, size] = [capital(years_words(gap.years)), `${py.text(most)} a year`];
      }
      const grows = py.truth(hardly_differs) || !py.truth(in_all_years) ? "" : _grows(gap, gaps);
      return `${py.text(when)}, recurring revenue falls ${py.text(size)} short of the sustainable annual cost (the structural gap)${py.text(grows)}`;
    }

    // To what a gap grows that is there in every year from the first on.
    function _grows(gap, gaps) {
      if (py.at(gaps, -1) >= py.divide(py.max_of(gaps), 1 + _DIFFERS_BY)) {
        return `, growing to ${py.text(about(py.at(gaps, -1)))} by ${py.text(fiscal_year_label(gap.last))}`;
      }
      const worst = py.at(gap.years, py.index(gaps, py.max_of(gaps)));
      return `, and ${py.text(about(py.max_of(gaps)))} in ${py.text(fiscal_year_label(worst))}`;
    }

    // Cash of a year that points away from its structural balance, and why.
    function _cash_aside(found, year) {
      const [place, amounts] = [py.index(found.years, year), footed_amounts(found)];
      const over = py.at(amounts.revenue, place) - py.at(amounts.cost, place);
      const [more, less] = over > 0 ? ["takes in", "spends"] : ["spends", "takes in"];
      return `${py.text(fiscal_year_label(year))} ${py.text(more)} ${py.text(about(over))} more than it ${py.text(less)}${py.text(because(found, year))}`;
    }

    // Why a year has cash although there is a structural gap, or none although there is none.
    function because(found, year) {
      const reasons = reasons_apart(found, year);
      if (!py.truth(reasons)) {
        return "";
      }
      const ahead = py.at(found.structural_balance, py.index(found.years, year)) < 0;
      const said = py.each(reasons).map(
        (reason) => py.at(py.truth(ahead) ? _AHEAD : _BEHIND, reason)
      );
      return `, because ${py.text(py.join(" and ", said))}`;
    }

    // Concerns of a scenario by their kind.
    function by_kind(found) {
      return py.dict(py.each(concerns_of(found)).map((concern) => [concern.kind, concern]));
    }

    // Whether there is no reserve at the start, and none is built up in any year.
    function never_held_reserve(found) {
      return !py.each(reserve_held_money(found)).some((one) => py.truth(one));
    }

    // Share of a year's cost that the board's policy asks for; nothing without a policy [share].
    function policy_rate(found) {
      const most = py.max_of(found.reserve_policy);
      return most > 0 ? py.divide(
        most,
        py.at(found.cost, py.index(found.reserve_policy, most))
      ) : 0.0;
    }

    // Words as the beginning of a sentence.
    function capital(words) {
      return `${py.text(py.upper(py.slice(words, null, 1)))}${py.text(py.slice(words, 1, null))}`;
    }

    // All that is unfunded in the years of a concern, as the tables add it up.
    function _unfunded(found, concern) {
      const amounts = footed_amounts(found).unfunded;
      return about(
        total(py.each(concern.years).map((year) => py.at(amounts, py.index(found.years, year))))
      );
    }
    return { years_words, years_cell, shortfall_words, reserve_words, reserve_clause, gap_words, by_kind, never_held_reserve, policy_rate, capital };
  })();

  // planner.views.charts.drawn: What a chart says and draws, before it is known how: words, rows and the table behind it.
  modules.drawn = (() => {
    const { dollar_row, table } = modules.markup;
    const { dollars, nearest } = modules.money;
    const { drawn_name } = modules.drawn_names;
    const { fiscal_year_label } = modules.fiscal;
    const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // A chart without its shape.
    function Drawn(title, finding, description, parts, datasets, table_html) {
      return { title, finding, description, parts, datasets, table_html };
    }

    // Thousands of dollars, as the axis counts them, to ten cents.
    function thousands(amount) {
      return nearest(amount / 1000, 10000) / 10000;
    }

    // A letter for each name, by which a mark is found in the legend without its color.
    function letters(names) {
      return py.dict(
        py.enumerate(names).map(([place, name]) => [name, py.slice(ALPHABET, place, place + 1)])
      );
    }

    // Bars by year with one part on top of the other; a part is named where it is largest.
    function stacked_rows(parts, years) {
      const rows = [];
      const base = py.each(years).map((_) => 0.0);
      const key = letters(parts);
      for (const [name, amounts] of py.items(parts)) {
        const largest = py.index(amounts, py.max_of(amounts));
        for (const [place, amount] of py.enumerate(amounts)) {
          if (py.same(amount, 0)) {
            continue;
          }
          const low = py.at(base, place);
          py.put(base, place, low + amount);
          py.append(
            rows,
            py.dict([
              ["year", fiscal_year_label(py.at(years, place))],
              ["part", drawn_name(name)],
              ["from", thousands(low)],
              ["to", thousands(low + amount)],
              ["at", thousands(low + amount / 2)],
              ["amount", dollars(amount)],
              ["key", py.at(key, name)],
              [
                "word",
                py.same(place, largest) ? `${py.text(py.at(key, name))} ${py.text(name)}` : py.at(key, name)
              ]
            ])
          );
        }
      }
      return rows;
    }

    // Parts by year in whole dollars, and the total they add up to.
    function amounts_table(caption, parts, total, years) {
      const rows = py.items(parts).map(([name, amounts]) => dollar_row(name, amounts));
      py.append(rows, dollar_row("Total", total, "total"));
      return table(
        caption,
        ["Part", ...py.each(py.each(years).map((year) => fiscal_year_label(year)))],
        rows
      );
    }
    return { Drawn, thousands, stacked_rows, amounts_table };
  })();

  // planner.views.format.cards: Figures to take away, one card each.
  modules.cards = (() => {
    const { Block, text_of } = modules.markup;

    // Cards in the order given.
    function cards_block(cards) {
      const html = py.join(
        "",
        py.each(cards).map(
          ([label, value, note]) => `<li><span class="label">${py.text(text_of(label))}\u003c/span> <span class="value">${py.text(text_of(value))}\u003c/span> <span class="note">${py.text(text_of(note))}\u003c/span>\u003c/li>`
        )
      );
      const text = py.join(
        "\n",
        py.each(cards).map(
          ([label, value, note]) => `${py.text(label)}: ${py.text(value)} (${py.text(note)})`
        )
      );
      return Block(`<ul class="planner-cards">${py.text(html)}\u003c/ul>`, text);
    }
    return { cards_block };
  })();

  // planner.views.what_if.refused: What the plan's tables would refuse of changes that are made together.
  modules.refused = (() => {
    const { shown_number } = modules.typed_number;
    const { tables_by_year } = modules.inputs;

    // Why the tables would refuse the changes of a scenario together; empty if they would not.
    function refused(plan, scenario, facts, bounds) {
      for (const now of py.values(tables_by_year(plan, scenario, facts))) {
        for (const change of py.each(py.cell(scenario, "changes"))) {
          for (const [row, value] of py.each(cells_of(now, change))) {
            const name = py.cell(change, "table") === "assumptions" ? row : "";
            const bound = py.get(
              bounds,
              `${py.text(py.cell(change, "table"))}/${py.text(name)}/${py.text(py.cell(change, "field"))}`,
              null
            );
            const said = bound === null || value === null ? "" : _beyond(bound, row, value);
            if (py.truth(said)) {
              return said;
            }
          }
        }
      }
      return "";
    }

    // The cells that a change moves, with their rows, as they are in a year.
    function cells_of(tables, change) {
      const [table, field] = [py.cell(change, "table"), py.cell(change, "field")];
      if (table === "district") {
        return [["", py.at(tables.district, field)]];
      }
      if (table === "assumptions") {
        return py.items(tables.drivers).filter(
          ([name, value]) => py.within(py.cell(change, "row"), ["all", name])
        );
      }
      return py.each(py.at(tables.rows, table)).filter(
        (row) => py.within(py.cell(change, "row"), ["all", py.cell(row, "key")])
      ).map((row) => [py.cell(row, "key"), py.at(row, field)]);
    }

    // What is wrong with a number beyond its bounds.
    function _beyond(bound, row, value) {
      const of_row = py.truth(row) && !py.truth(
        py.cell(bound, "driver")
      ) ? ` of ${py.text(row)}` : "";
      const shown = `Together these changes make the ${py.text(py.cell(bound, "label"))}${py.text(of_row)}`;
      if (py.cell(bound, "low") !== null && value < py.cell(bound, "low") - 1e-09) {
        return `${py.text(shown)} ${py.text(shown_number(bound, value))}, but the minimum is ${py.text(py.cell(bound, "low_shown"))}.`;
      }
      if (py.cell(bound, "high") !== null && value > py.cell(bound, "high") + 1e-09) {
        return `${py.text(shown)} ${py.text(shown_number(bound, value))}, but the maximum is ${py.text(py.cell(bound, "high_shown"))}.`;
      }
      return "";
    }
    return { refused };
  })();

  // planner.rulebook.structural: The structural balance of one year: recurring money of the year against sustained cost.
  modules.structural = (() => {
    const income = modules.income;
    const sources = modules.sources;
    const { limited_of, share_of } = modules.payments;
    const { months_of } = modules.months;
    const { total } = modules.sums;

    // What is free of money for everything, less sustained cost that is not covered.
    function balance(answer, district, year, rows, support) {
      let line;
      const now = py.at(district.tables, year);
      const months = months_of(year, py.cell(now.district, "fiscal_year_start_month"));
      const sustained = py.by_each(
        py.each(rows),
        (line) => py.at(py.at(answer.sustained, line), year)
      );
      const recurring = py.each(rows).filter(
        (line) => py.get(py.at(rows, line), "recurring", "yes") === "yes"
      );
      const uncovered = py.dict(sustained);
      const by_others = py.fromkeys(rows, 0.0);
      let free = 0.0;
      for (const number of py.each(sources.in_order(now))) {
        const source = py.at(py.cell(now.rows, "funding"), number);
        const there = py.truth(py.cell(source, "active")) ? sources.presence(source, months) : 0.0;
        const covered = py.setdefault(answer.covered, py.cell(source, "name"), new Map());
        py.put(covered, year, 0.0);
        if (!is_recurring(source) || py.same(there, 0.0)) {
          continue;
        }
        if (py.cell(source, "kind") === "erate") {
          for (line of py.each(rows)) {
            const discount = py.least(py.at(support, line) * there, py.at(uncovered, line));
            py.put(uncovered, line, py.at(uncovered, line) - discount);
            py.put(by_others, line, py.at(by_others, line) + discount);
            py.put(covered, year, py.at(covered, year) + discount);
          }
          continue;
        }
        const money = income.on_average(number, district, year, sustained, by_others);
        const payable = py.at(py.at(district.payable, year), py.cell(source, "name"));
        const share = there * py.cell(source, "cost_share_rate");
        const could = py.by_each(
          py.each(payable),
          (line) => py.least(share * py.at(sustained, line), py.at(uncovered, line))
        );
        const limited = limited_of(source, payable, rows);
        if (py.truth(limited)) {
          const limit = sources.usual_number(source, "infrastructure_limit_rate");
          const within = share_of(
            limit * money,
            total(py.each(limited).map((line) => py.at(could, line)))
          );
          for (line of py.each(limited)) {
            py.put(could, line, py.at(could, line) * within);
          }
        }
        const every_row = share_of(money, total(py.values(could)));
        for (line of py.each(payable)) {
          py.put(uncovered, line, py.at(uncovered, line) - py.at(could, line) * every_row);
          py.put(covered, year, py.at(covered, year) + py.at(could, line) * every_row);
          if (!income.is_of_district(source)) {
            py.put(by_others, line, py.at(by_others, line) + py.at(could, line) * every_row);
          }
        }
        if (py.each(recurring).every((line) => py.within(line, could))) {
          free += money - total(py.values(could)) * every_row;
        }
      }
      return free - total(py.values(uncovered));
    }

    // Whether a source can be expected every year: as typed, or as usual for its kind.
    function is_recurring(source) {
      if (py.truth(py.cell(source, "recurring"))) {
        return py.truth(py.cell(source, "recurring") === "yes");
      }
      return py.truth(py.cell(py.cell(source, "rule"), "recurring"));
    }
    return { balance, is_recurring };
  })();

  // planner.views.board.keep_words: The verdict on a row of cost, in words: until when it is kept, on which money, and what is not.
  modules.keep_words = (() => {
    const { FULL, NOTHING, PART } = modules.verdict;
    const { about } = modules.money;
    const { fiscal_year_label } = modules.fiscal;
    const { how_many } = modules.counts;
    const { listed } = modules.listed;
    const { total } = modules.sums;
    const PRIORITY_NAMES = py.dict([[1, "Must keep"], [2, "Should keep"], [3, "Could go"]]);
    const UNRANKED = "All rows";
    const _RANKED_ROWS = py.dict([[1, "must-keep"], [2, "should-keep"], [3, "could-go"]]);
    const _OTHER_MONEY_NAMES = py.dict([
      ["one_time", "one-time money"],
      ["reserve", "the reserve"],
      ["prepaid", "prepayments"]
    ]);
    const _STATE_NAMES = py.dict([[FULL, "kept"], [PART, "in part"], [NOTHING, "not funded"]]);
    const _PAID_NAMES = py.dict([[FULL, "paid"], [PART, "paid in part"], [NOTHING, "not funded"]]);
    const _MOST_RUNS = 3;

    // A priority in words.
    function priority_name(priority) {
      return py.get(PRIORITY_NAMES, priority, `Priority ${py.text(priority)}`);
    }

    // The answer: how much is kept in full, what is short, and which of it must be kept.
    function keep_sentences(found) {
      const short = py.each(found.verdicts).filter((verdict) => py.truth(verdict.first_short));
      let said = [_how_many_kept(found, short)];
      if (py.truth(short)) {
        said = [`${py.text(py.at(said, 0))} ${py.text(_short_words(found, short))}`];
      }
      if (py.len(found.priorities) > 1) {
        py.append(said, _first_priority(found));
      } else if (py.truth(short)) {
        py.append(
          said,
          "No row is ranked above another, so rows that the same money may pay share what is missing evenly. To keep the most important rows in full, give them priority 1 (must keep), and others 2 (should keep) or 3 (could go)."
        );
      }
      return said;
    }

    // How many rows are kept in full, and what they cost a year.
    function _how_many_kept(found, short) {
      const last = fiscal_year_label(py.at(found.years, -1));
      const full = py.each(found.verdicts).filter((verdict) => !py.truth(verdict.first_short));
      const leaning = py.len(py.each(full).filter((verdict) => verdict.kind === "leaning"));
      const count = how_many(py.len(found.verdicts), "budget row");
      let which;
      if (!py.truth(full)) {
        which = py.len(short) > 1 ? `None of the ${py.text(count)} is` : "The only budget row is not";
        return `${py.text(which)} kept in full through ${py.text(last)}.`;
      }
      const cost = `${py.text(about(_a_year(full)))} of ${py.text(about(_a_year(found.verdicts)))} a year`;
      which = !py.truth(short) ? `All ${py.text(count)} are` : `${py.text(py.len(full))} of ${py.text(count)} ${py.text(_are(py.len(full)))}`;
      const money = py.truth(short) ? ` (${py.text(cost)})` : "";
      let leans = `${py.text(leaning)} of them ${py.text(py.same(leaning, 1) ? "leans" : "lean")}`;
      if (py.same(leaning, py.len(full))) {
        leans = py.same(leaning, 1) ? "it leans" : "all of them lean";
      }
      const others = `; ${py.text(leans)} on one-time money, prepayments, or the reserve in some years`;
      return `${py.text(which)} kept in full through ${py.text(last)}${py.text(money)}${py.text(py.truth(leaning) ? others : "")}.`;
    }

    // What is unfunded of the other rows, and from when.
    function _short_words(found, short) {
      const years = py.each(short).flatMap(
        (verdict) => py.each(verdict.runs).filter(
          (run) => !py.same(run.state, FULL)
        ).map((run) => run.first)
      );
      const amount = about(total(py.each(short).map((verdict) => verdict.unfunded)));
      const rows = py.len(short) > 1 ? how_many(py.len(short), "row") : "row";
      const which = py.len(short) < py.len(found.verdicts) ? `the other ${py.text(rows)}` : `the ${py.text(rows)}`;
      return `${py.text(amount)} of ${py.text(which)} is unfunded, starting in ${py.text(fiscal_year_label(py.min_of(years)))}.`;
    }

    // Which rows of the first priority are not kept in full, and from when.
    function _first_priority(found) {
      const first = py.at(found.priorities, 0);
      const own = py.each(found.verdicts).filter(
        (verdict) => py.same(verdict.line.priority, first)
      );
      const rows = py.within(first, _RANKED_ROWS) ? `${py.text(py.at(_RANKED_ROWS, first))} row` : `row of priority ${py.text(first)}`;
      const several = py.replace(rows, "row", "rows");
      const short = py.each(own).filter((verdict) => py.truth(verdict.first_short)).map(
        (verdict) => [verdict.first_short, verdict]
      );
      if (!py.truth(short)) {
        return py.len(own) > 1 ? `Every ${py.text(rows)} is kept in full.` : `The ${py.text(rows)} is kept in full.`;
      }
      const soonest = py.sorted(short, (row) => [py.at(row, 0), -py.at(row, 1).unfunded]);
      const named = py.each(soonest).map(
        ([year, verdict]) => `${py.text(verdict.line.name)} (from ${py.text(fiscal_year_label(year))})`
      );
      const count = how_many(py.len(own), rows, several);
      const which = (
        ($middle) => py.same(py.len(short), $middle) &&
        $middle > 1
      )(py.len(own)) ? `All ${py.text(count)}` : `${py.text(py.len(short))} of ${py.text(count)}`;
      return `${py.text(which)} ${py.text(py.same(py.len(short), 1) ? "falls" : "fall")} short: ${py.text(first_of(named))}.`;
    }

    function _a_year(verdicts) {
      return total(
        py.each(verdicts).filter(
          (verdict) => py.truth(verdict.line.recurring)
        ).map((verdict) => verdict.yearly)
      );
    }

    function _are(count) {
      return py.same(count, 1) ? "is" : "are";
    }

    // Names as a list; beyond a few only how many more there are, and never just one.
    function first_of(names, most = 4) {
      if (py.len(names) <= most + 1) {
        return listed(names);
      }
      return `${py.text(py.join(", ", py.slice(names, null, most)))}, and ${py.text(py.len(names) - most)} more`;
    }

    // What becomes of a row, with less than its verdict says: rows of one outcome are one line.
    function outcome(verdict) {
      if (verdict.kind === "leaning") {
        return "kept, leaning on other money in some years";
      }
      if (verdict.kind === "kept" && !py.truth(verdict.line.recurring)) {
        return "paid in full";
      }
      if (verdict.kind === "kept" && py.at(py.at(verdict.states, -1), 0) < verdict.plan_ends) {
        return "kept through the last year of each on recurring money";
      }
      if (py.within(verdict.kind, ["kept", "not_funded"])) {
        return verdict_words(verdict);
      }
      return "not paid in full";
    }

    // What becomes of several rows of one outcome, and from when on where it is not kept.
    function words_of_several(verdicts) {
      const each = py.each(verdicts).map((verdict) => verdict_words(verdict));
      if (py.each(each).every((words) => py.same(words, py.at(each, 0)))) {
        return py.at(each, 0);
      }
      const first = py.each(verdicts).filter(
        (verdict) => py.truth(verdict.first_short)
      ).map((verdict) => verdict.first_short);
      const since = py.truth(first) ? `, the first from ${py.text(fiscal_year_label(py.min_of(first)))}` : "";
      return `${py.text(outcome(py.at(verdicts, 0)))}${py.text(since)}`;
    }

    // What becomes of a row, without the row's name.
    function verdict_words(verdict) {
      if (!py.truth(verdict.line.recurring)) {
        return _one_time(verdict);
      }
      const runs = verdict.runs;
      if (py.same(py.len(runs), 1) && py.same(py.at(runs, 0).state, FULL)) {
        const last = py.at(runs, 0).last;
        const ends = py.same(last, verdict.plan_ends) ? "" : ", its last year,";
        const leaning = _leaning(verdict);
        const on = py.truth(leaning) ? `${py.text(py.truth(ends) ? "" : ",")} ${py.text(leaning)}` : " on recurring money";
        return `kept through ${py.text(fiscal_year_label(last))}${py.text(ends)}${py.text(on)}`;
      }
      if (py.len(runs) > _MOST_RUNS) {
        return _counted(runs);
      }
      return py.join(", ", _changes(runs));
    }

    // Each change of what is paid; that a row was kept before it is short again needs no word.
    function _changes(runs) {
      const said = [];
      const told = [];
      for (const [number, run] of py.enumerate(runs)) {
        const again = py.within(run.state, told) ? " again" : "";
        py.append(told, run.state);
        if (py.same(number, 0) && py.same(run.state, FULL)) {
          if (!py.same(py.at(runs, -1).state, FULL)) {
            py.append(said, `kept through ${py.text(fiscal_year_label(run.last))}`);
          }
          continue;
        }
        const to_the_end = py.same(number, py.len(runs) - 1) && (number > 0 || run.years > 1);
        py.append(
          said,
          `${py.text(py.at(_STATE_NAMES, run.state))}${py.text(again)} ${py.text(_when(run, to_the_end))}`
        );
      }
      return said;
    }

    // A run's years; of one that the row or the plan ends with only the first.
    function _when(run, to_the_end) {
      if (py.truth(to_the_end)) {
        return `from ${py.text(fiscal_year_label(run.first))}`;
      }
      return _span(run.first, run.last);
    }

    // Years one after the other: one or two by name, more from the first through the last.
    function _span(first, last) {
      if (last - first < 2) {
        return `in ${py.text(_years(py.same(first, last) ? [first] : [first, last]))}`;
      }
      return `from ${py.text(fiscal_year_label(first))} through ${py.text(fiscal_year_label(last))}`;
    }

    // A row that changes often: in how many of its years it is kept, in part, not funded.
    function _counted(runs) {
      const counts = py.items(_STATE_NAMES).map(
        ([state, name]) => [
          name,
          _years_in(py.each(runs).filter((run) => py.same(run.state, state)))
        ]
      );
      const said = py.each(counts).filter(([name, count]) => py.truth(count)).map(
        ([name, count]) => `${py.text(name)} in ${py.text(count)}`
      );
      return `${py.text(py.at(said, 0))} of its ${py.text(how_many(_years_in(runs), "year"))}, ${py.text(py.join(" and ", py.slice(said, 1, null)))}`;
    }

    function _years_in(runs) {
      return py.whole(total(py.each(runs).map((run) => run.years)));
    }

    // Which other money pays some of a row that is kept, and in which years.
    function _leaning(verdict) {
      if (!py.truth(verdict.leaning)) {
        return "";
      }
      const some = py.each(verdict.leaning).flatMap(([_, kinds]) => [...py.each(kinds)]);
      const money = listed(
        py.items(_OTHER_MONEY_NAMES).filter(
          ([kind, name]) => py.within(kind, some)
        ).map(([kind, name]) => name)
      );
      const years = py.each(verdict.leaning).map(([year, _]) => year);
      return `leaning on ${py.text(money)} ${py.text(_leaning_when(years, verdict))}`;
    }

    function _leaning_when(years, verdict) {
      const due = verdict.due;
      const [first, last] = [py.index(due, py.at(years, 0)), py.index(due, py.at(years, -1))];
      if (!py.same(last - first + 1, py.len(years))) {
        const of_all = py.same(py.len(due), py.len(verdict.states)) ? "its" : "the";
        const bills = of_all === "its" ? "" : " with a bill";
        return `in ${py.text(py.len(years))} of ${py.text(of_all)} ${py.text(how_many(py.len(due), "year"))}${py.text(bills)}`;
      }
      if (py.len(years) > 1 && py.same(py.at(years, -1), py.at(due, -1))) {
        return `from ${py.text(fiscal_year_label(py.at(years, 0)))}`;
      }
      return _span(py.at(years, 0), py.at(years, -1));
    }

    // A one-time cost is paid or not; it is not kept.
    function _one_time(verdict) {
      const by_state = new Map();
      for (const [year, state] of py.each(verdict.states)) {
        py.append(py.setdefault(by_state, state, []), year);
      }
      return py.join(
        ", ",
        py.items(by_state).map(
          ([state, years]) => `${py.text(py.at(_PAID_NAMES, state))} in ${py.text(_years(years))}`
        )
      );
    }

    // A few years by name, more of them by their number.
    function _years(years) {
      if (py.len(years) <= _MOST_RUNS) {
        return listed(py.each(years).map((year) => fiscal_year_label(year)));
      }
      return how_many(py.len(years), "year");
    }
    return { UNRANKED, priority_name, keep_sentences, first_of, outcome, words_of_several, verdict_words };
  })();

  // planner.views.board.key_figures: The key figures of the board page: one card each, in the order of what the answer says.
  modules.key_figures = (() => {
    const { A_CENT } = modules.yearly_totals;
    const { about, percent } = modules.money;
    const { by_kind, never_held_reserve, policy_rate, years_words } = modules.concern_words;
    const { cards_block } = modules.cards;
    const { cliff, first_structural_gap, per_student } = modules.figures;
    const { concerns } = modules.concerns;
    const { fiscal_year_label } = modules.fiscal;
    const { footed_amounts } = modules.footed_amounts;
    const { total } = modules.sums;
    const [STRUCTURAL, RESERVE, UNFUNDED] = ["Structural gap", "Reserve used up", "Unfunded"];
    const [CLIFF, RESTORE, PER_STUDENT] = [
      "Funding cliff",
      "Base budget to restore",
      "Cost per student"
    ];
    const _CARD_OF = py.dict([
      ["unfunded_soon", UNFUNDED],
      ["reserve_used_up", RESERVE],
      ["below_policy", RESERVE],
      ["cliff", CLIFF],
      ["base_to_restore", RESTORE],
      ["structural_gap", STRUCTURAL],
      ["unfunded_later", UNFUNDED]
    ]);

    // Six figures to take away.
    function key_figures(board) {
      return cards_block(_cards(board));
    }

    // The key figures, worst first, in the order of the answer.
    function _cards(board) {
      const main = board.main;
      const cards = py.dict([
        [STRUCTURAL, _structural_card(main)],
        [RESERVE, _reserve_card(main)],
        [UNFUNDED, _unfunded_card(main)],
        [CLIFF, _cliff_card(main)],
        [RESTORE, _restore_card(main)],
        [PER_STUDENT, _per_student_card(main)]
      ]);
      const told = py.each(concerns(board)).filter(
        (found) => py.within(found.kind, _CARD_OF)
      ).map((found) => py.at(_CARD_OF, found.kind));
      const in_order = py.each(
        py.fromkeys([...py.each(told), ...py.each(cards)])
      ).map((name) => py.at(cards, name));
      return py.each(in_order).filter((card) => card !== null);
    }

    function _structural_card(main) {
      const balance = footed_amounts(main).structural_balance;
      const lowest = py.index(main.structural_balance, py.min_of(main.structural_balance));
      const worst = fiscal_year_label(py.at(main.years, lowest));
      let note;
      if (first_structural_gap(main) === null) {
        note = `at its lowest, in ${py.text(worst)}: recurring revenue less sustainable annual cost`;
        return ["Structural balance", about(py.min_of(balance), "down"), note];
      }
      note = `at its widest, in ${py.text(worst)}: sustainable annual cost less recurring revenue`;
      return [STRUCTURAL, about(py.min_of(balance)), note];
    }

    function _reserve_card(main) {
      const concerns_found = by_kind(main);
      const [used_up, below] = [
        py.get(concerns_found, "reserve_used_up"),
        py.get(concerns_found, "below_policy")
      ];
      let value = `not through ${py.text(fiscal_year_label(py.at(main.years, -1)))}`;
      if (never_held_reserve(main)) {
        value = "no reserve";
      } else if (used_up !== null) {
        value = fiscal_year_label(used_up.first);
      }
      if (!py.truth(policy_rate(main))) {
        return [RESERVE, value, "the plan states no reserve policy"];
      }
      const said = py.truth(below) ? `below policy ${py.text(years_words(below.years))}` : "never below policy";
      return [RESERVE, value, `${py.text(said)}; ${py.text(_policy_words(main))}`];
    }

    // What the board's policy asks for: its share of cost, and the amount of the first year.
    function _policy_words(main) {
      const amount = about(py.at(footed_amounts(main).reserve_policy, 0));
      return `policy is ${py.text(percent(policy_rate(main)))} of a year's cost, ${py.text(amount)} in ${py.text(fiscal_year_label(py.at(main.years, 0)))}`;
    }

    function _unfunded_card(main) {
      const amounts = footed_amounts(main).unfunded;
      const years = py.zip(main.years, main.unfunded).filter(
        ([year, missing]) => missing > A_CENT
      ).map(([year, missing]) => year);
      if (!py.truth(years)) {
        const last = fiscal_year_label(py.at(main.years, -1));
        return [UNFUNDED, about(0), `every cost is funded through ${py.text(last)}`];
      }
      const soon = py.get(by_kind(main), "unfunded_soon");
      let of_it = "";
      if (soon !== null && py.len(soon.years) < py.len(years)) {
        const part = total(
          py.each(soon.years).map((year) => py.at(amounts, py.index(main.years, year)))
        );
        of_it = `, of it ${py.text(about(part))} ${py.text(years_words(soon.years))}`;
      }
      return [
        UNFUNDED,
        about(total(amounts)),
        `total, ${py.text(years_words(years))}${py.text(of_it)}`
      ];
    }

    function _cliff_card(main) {
      const worst = cliff(main);
      if (worst === null) {
        return null;
      }
      return [
        CLIFF,
        about(worst.size),
        `drop in money that ends in ${py.text(fiscal_year_label(worst.year))}`
      ];
    }

    function _per_student_card(main) {
      const sustained = per_student(main, main.sustained_cost);
      if (!py.truth(sustained)) {
        return null;
      }
      const [first, last] = [
        fiscal_year_label(py.at(main.years, 0)),
        fiscal_year_label(py.at(main.years, -1))
      ];
      const later = !py.same(last, first) ? `; ${py.text(about(py.at(sustained, -1)))} in ${py.text(last)}` : "";
      const note = `sustained, in ${py.text(first)}${py.text(later)}. ${py.text(_cash_per_student(main))}`;
      return [PER_STUDENT, about(py.at(sustained, 0)), note];
    }

    function _restore_card(main) {
      const most = py.max_of(main.base_to_restore);
      if (most < A_CENT) {
        return null;
      }
      return [RESTORE, about(most), "a year that one-time money replaced"];
    }

    // What is paid per student: the least and the most of any year.
    function _cash_per_student(main) {
      const paid = per_student(main, main.cost);
      const [low, high] = [about(py.min_of(paid)), about(py.max_of(paid))];
      return py.same(low, high) ? `Cash cost ${py.text(low)}` : `Cash cost ${py.text(low)} to ${py.text(high)} by year`;
    }
    return { key_figures };
  })();

  // planner.views.board.sentences: What the numbers say, in sentences a board member can repeat: who, when, how much.
  modules.sentences = (() => {
    const { A_CENT } = modules.yearly_totals;
    const { A_DOLLAR } = modules.effect;
    const { about, nearest, percent } = modules.money;
    const { cliff, first_unfunded } = modules.figures;
    const { fiscal_year_label } = modules.fiscal;
    const { footed_amounts } = modules.footed_amounts;
    const { gap_words, reserve_words, shortfall_words, years_words } = modules.concern_words;
    const { total } = modules.sums;

    // The answer for one scenario, the worst first, in one or two parts.
    function answer_parts(found, explained = true) {
      const urgent = py.either(shortfall_words(found), () => reserve_words(found, explained));
      const lasting = gap_words(found, urgent);
      return py.truth(urgent) ? [urgent, lasting] : [lasting];
    }

    // What is unfunded: how much, in which years, and which item is the largest.
    function unfunded_sentence(found) {
      if (first_unfunded(found) === null) {
        return `Every cost is funded through ${py.text(fiscal_year_label(py.at(found.years, -1)))}.`;
      }
      const years = py.zip(found.years, found.unfunded).filter(
        ([year, gap]) => gap > A_CENT
      ).map(([year, gap]) => year);
      const [name, _] = _largest_unfunded(found);
      return `${py.text(_all_unfunded(found))} is unfunded ${py.text(years_words(years))}; the largest item is ${py.text(name)}.`;
    }

    // Which item most of the unfunded cost is of, after an answer that says how much and when.
    function largest_unfunded_sentence(found) {
      if (first_unfunded(found) === null) {
        return unfunded_sentence(found);
      }
      const [name, amount] = _largest_unfunded(found);
      if (py.same(py.len(py.each(found.rows).filter((row) => total(row.unfunded) > A_CENT)), 1)) {
        return `The only unfunded item is ${py.text(name)}.`;
      }
      return `The largest unfunded item is ${py.text(name)}: ${py.text(about(amount))} of ${py.text(_all_unfunded(found))}.`;
    }

    // All that is unfunded, as the tables add it up.
    function _all_unfunded(found) {
      return about(total(footed_amounts(found).unfunded));
    }

    function _largest_unfunded(found) {
      const by_row = py.each(found.rows).map((row) => total(row.unfunded));
      return [py.at(found.rows, py.index(by_row, py.max_of(by_row))).name, py.max_of(by_row)];
    }

    // When money that ends covers less, how much, and which money it is.
    function cliff_sentence(found) {
      const worst = cliff(found);
      if (worst === null) {
        return "There is no funding cliff: in no year does money that ends cover less of the recurring cost than in the year before.";
      }
      const before = fiscal_year_label(py.at(found.years, py.index(found.years, worst.year) - 1));
      return `The funding cliff comes in ${py.text(fiscal_year_label(worst.year))}: money that ends or is not renewed covers ${py.text(about(worst.size))} less of the recurring cost than in ${py.text(before)}${py.text(_falls(worst.falls))}.`;
    }

    // Which money covers less, and what covers more instead.
    function _falls(falls) {
      const said = py.each(falls).filter(([name, fall]) => py.abs(fall) >= A_DOLLAR).map(
        ([name, fall]) => `${py.text(py.either(name, () => "prepayments"))}: ${py.text(about(fall))}${py.text(fall < 0 ? " more" : "")}`
      );
      return py.truth(said) ? ` (${py.text(py.join("; ", said))})` : "";
    }

    // How much recurring cost is paid with one-time money or the reserve.
    function one_time_sentence(found) {
      const amounts = found.recurring_on_one_time;
      const most = py.max_of(amounts);
      if (most < A_CENT) {
        return "No recurring cost is paid with one-time money, prepayments, or the reserve.";
      }
      const worst = py.index(amounts, most);
      const cost = py.at(found.cost, worst) + total(
        py.each(found.rows).map((row) => py.at(row.prepaid, worst))
      );
      return `In ${py.text(fiscal_year_label(py.at(found.years, worst)))}, ${py.text(about(most))} of recurring cost (${py.text(percent(nearest(py.divide(most, cost), 100) / 100))} of the year's cost) is paid with one-time money, prepayments, or the reserve.`;
    }

    // Base budget that one-time money displaced, if there is any, and when it is due.
    function restore_sentence(found) {
      const amounts = found.base_to_restore;
      const most = py.max_of(amounts);
      if (most < A_CENT) {
        return null;
      }
      const first = py.index(py.each(amounts).map((amount) => amount > A_CENT), true);
      const full = py.index(py.each(amounts).map((amount) => amount > most - A_CENT), true);
      const in_full = full > first ? `, in full from ${py.text(fiscal_year_label(py.at(found.years, full)))}` : "";
      return `The board cut ${py.text(about(most))} a year from the local budget while one-time money paid. It is to be restored starting in ${py.text(fiscal_year_label(py.at(found.years, first)))}${py.text(in_full)}.`;
    }
    return { answer_parts, unfunded_sentence, largest_unfunded_sentence, cliff_sentence, one_time_sentence, restore_sentence };
  })();

  // planner.views.board.tables: Tables of the page, in the order that boards know.
  modules.tables = (() => {
    const { TableRow, dollar_row, table_block } = modules.markup;
    const { by_kind, policy_rate, years_cell } = modules.concern_words;
    const { fiscal_year_label } = modules.fiscal;
    const { footed_amounts } = modules.footed_amounts;
    const { total } = modules.sums;
    const { whole } = modules.money;

    // Headings of the fiscal years.
    function years_of(found) {
      return py.each(found.years).map((year) => fiscal_year_label(year));
    }

    // What is tried out next to the scenario it starts from: shortfall, gap and reserve.
    function moved_table(published, moved = null) {
      const found = moved === null ? [published] : [published, moved];
      const years = years_of(published);
      const [first, last] = [py.at(years, 0), py.at(years, -1)];
      const amounts = py.each(found).map((one) => footed_amounts(one));
      const by_label = py.dict([
        [`Unfunded in ${py.text(first)}`, py.each(amounts).map((a) => py.at(a.unfunded, 0))],
        [
          `Unfunded through ${py.text(last)}`,
          py.each(amounts).map((a) => whole(total(a.unfunded)))
        ],
        [
          `Structural balance ${py.text(first)}`,
          py.each(amounts).map((a) => py.at(a.structural_balance, 0))
        ],
        [
          `Structural balance ${py.text(last)}`,
          py.each(amounts).map((a) => py.at(a.structural_balance, -1))
        ],
        [
          `Ending reserve balance ${py.text(last)}`,
          py.each(amounts).map((a) => py.at(a.ending, -1))
        ]
      ]);
      const rows = py.items(by_label).map(([label, of_each]) => dollar_row(label, of_each));
      py.append(
        rows,
        TableRow("Reserve below policy", py.each(found).map((one) => _below_policy(one)))
      );
      const headings = ["Line", ...py.each(py.each(found).map((one) => one.title))];
      return table_block("What it does, in dollars", headings, rows);
    }

    function _below_policy(found) {
      if (!py.truth(policy_rate(found))) {
        return "no policy";
      }
      const below = py.get(by_kind(found), "below_policy");
      return years_cell(below === null ? [] : below.years);
    }
    return { years_of, moved_table };
  })();

  // planner.views.charts.cost_rows: What the charts of cost say and draw: against recurring revenue, and when devices are bought.
  modules.cost_rows = (() => {
    const { A_CENT } = modules.yearly_totals;
    const { Drawn, amounts_table, stacked_rows, thousands } = modules.drawn;
    const { about, dollars } = modules.money;
    const { clear_of_lines, spread_out } = modules.label_places;
    const { cost_by_budget_line, footed_amounts } = modules.footed_amounts;
    const { dollar_row, table } = modules.markup;
    const { drawn_name } = modules.drawn_names;
    const { fiscal_year_label } = modules.fiscal;
    const _LETTERS_AT = [0.06, 0.4];
    const [REVENUE, SUSTAINED] = ["Recurring revenue", "Sustainable annual cost"];

    // Cost of each year by budget line, against recurring revenue.
    function cost_rows(found) {
      const parts = cost_by_budget_line(found);
      const over = py.len(py.each(found.structural_balance).filter((balance) => balance < -A_CENT));
      const finding = over > 0 ? `The sustainable annual cost is above recurring revenue in ${py.text(over)} of ${py.text(py.len(found.years))} years.` : "Recurring revenue covers the sustainable annual cost in every year.";
      const description = `Stacked bars of technology cost by budget line, ${py.text(fiscal_year_label(py.at(found.years, 0)))} to ${py.text(fiscal_year_label(py.at(found.years, -1)))}, from ${py.text(about(py.at(found.cost, 0)))} to ${py.text(about(py.at(found.cost, -1)))} a year, with two lines: recurring revenue and the sustainable annual cost. ${py.text(finding)}`;
      return Drawn(
        "What technology costs, against recurring revenue",
        finding,
        description,
        py.each(parts).map((name) => drawn_name(name)),
        py.dict([
          ["bars", _bar_rows(found, parts)],
          ["lines", _line_rows(found)],
          ["ends", _line_ends(found)]
        ]),
        _cost_table(found)
      );
    }

    // Bars by budget line, their letters clear of the lines that are drawn over them.
    function _bar_rows(found, parts) {
      const series = _lines(found);
      const highest = _highest(found);
      const over = new Map();
      for (const [place, year] of py.enumerate(found.years)) {
        py.put(
          over,
          fiscal_year_label(year),
          py.values(series).map((amounts) => _next_to_letters(amounts, place))
        );
      }
      return py.each(stacked_rows(parts, found.years)).map(
        (row) => py.dict([
          ...py.items(row),
          [
            "at",
            clear_of_lines(
              py.cell(row, "from"),
              py.cell(row, "to"),
              py.at(over, py.cell(row, "year")),
              highest
            )
          ]
        ])
      );
    }

    // Where a line runs next to the letters of a year, in units of the axis.
    function _next_to_letters(amounts, place) {
      const [here, before] = [
        py.at(amounts, place) / 1000,
        py.at(amounts, py.most(place - 1, 0)) / 1000
      ];
      const ends = py.each(_LETTERS_AT).map((way) => here + (before - here) * way);
      return [py.min_of(ends), py.max_of(ends)];
    }

    // The highest number that is drawn, in units of the axis.
    function _highest(found) {
      return py.max_of(
        [found.cost, ...py.each(py.values(_lines(found)))].map((amounts) => py.max_of(amounts))
      ) / 1000;
    }

    function _lines(found) {
      return py.dict([[REVENUE, found.recurring_revenue], [SUSTAINED, found.sustained_cost]]);
    }

    function _line_rows(found) {
      return py.items(_lines(found)).flatMap(
        ([name, amounts]) => py.zip(found.years, amounts).map(
          ([year, amount]) => py.dict([
            ["year", fiscal_year_label(year)],
            ["line", name],
            ["to", thousands(amount)],
            ["amount", dollars(amount)]
          ])
        )
      );
    }

    // The names of the lines, each in two lines of text, where they end.
    function _line_ends(found) {
      const series = _lines(found);
      const ends = py.values(series).map((amounts) => py.at(amounts, -1) / 1000);
      const places = spread_out(ends, 0.0, _highest(found), 2);
      const rows = [];
      for (const [name, at] of py.zip(series, places)) {
        const [first, _, rest] = py.partition(name, " ");
        py.append(
          rows,
          py.dict([
            ["year", fiscal_year_label(py.at(found.years, -1))],
            ["at", at],
            ["word", [first, rest]]
          ])
        );
      }
      return rows;
    }

    function _cost_table(found) {
      const amounts = footed_amounts(found);
      const balance = [
        dollar_row(REVENUE, amounts.recurring_revenue),
        dollar_row(SUSTAINED, amounts.sustained),
        dollar_row("Structural balance", amounts.structural_balance, "total")
      ];
      const by_line = amounts_table(
        "Cost by budget line, in dollars",
        amounts.by_line,
        amounts.cost,
        found.years
      );
      const both_lines = table(
        "Recurring revenue and sustainable annual cost, in dollars",
        ["Line", ...py.each(py.each(found.years).map((year) => fiscal_year_label(year)))],
        balance
      );
      return `${py.text(by_line)}${py.text(both_lines)}`;
    }
    return { cost_rows };
  })();

  // planner.views.format.year_strip: A strip of years: who pays a row in each, as a small stacked cell, in words, and as letters.
  modules.year_strip = (() => {
    const { A_CENT } = modules.yearly_totals;
    const { OTHER_MONEY } = modules.verdict;
    const { PAYER_KINDS } = modules.theme;
    const { fiscal_year_label } = modules.fiscal;
    const { foot, nearest } = modules.money;
    const { needed } = modules.who_pays;
    const { text_of } = modules.markup;
    const LETTERS = "= recurring money, ~ other money helps, - in part, x not funded, . nothing due";
    const _NOTHING_DUE = "nothing due";

    // The strip as marks, with its words for a reader who does not see it.
    function strip_html(paid, years) {
      const cells = py.join(
        "",
        py.each(_shares(paid)).map((shares) => `<i>${py.text(_stack(shares))}\u003c/i>`)
      );
      const label = text_of(strip_words(paid, years));
      return `<div class="planner-strip" role="img" aria-label="${py.text(label)}">${py.text(cells)}\u003c/div>`;
    }

    // Who pays in each year, years in which the same is paid together.
    function strip_words(paid, years) {
      const who = py.each(_shares(paid)).map((shares) => _who(shares));
      const found = [];
      let first = 0;
      for (const [place, year] of py.enumerate(years)) {
        if (place + 1 < py.len(who) && py.same(py.at(who, place + 1), py.at(who, place))) {
          continue;
        }
        const last = fiscal_year_label(year);
        const when = py.same(first, place) ? last : `${py.text(fiscal_year_label(py.at(years, first)))} through ${py.text(last)}`;
        py.append(found, `${py.text(when)}: ${py.text(py.at(who, place))}`);
        first = place + 1;
      }
      return py.join("; ", found);
    }

    // One sign for each year, for a terminal.
    function strip_letters(paid) {
      return py.join("", py.each(_shares(paid)).map((shares) => _letter(shares)));
    }

    // What the marks of a strip mean.
    function legend_html(kinds) {
      const items = py.join(
        "",
        py.each(kinds).map(
          (kind) => `<li><span class="swatch ${py.text(kind)}">\u003c/span>${py.text(text_of(py.at(PAYER_KINDS, kind).label))}\u003c/li>`
        )
      );
      return `<ul class="planner-keep-legend" aria-label="Who pays">${py.text(items)}\u003c/ul>`;
    }

    // Patterns of the kinds of money as CSS properties, for the style sheet of the page.
    function strip_colors() {
      return py.join(
        ";",
        py.items(PAYER_KINDS).map(([kind, payer]) => `--${py.text(kind)}:${py.text(payer.pattern)}`)
      );
    }

    // Of each year, the share that every kind of money pays; nothing where nothing is due.
    function _shares(paid) {
      return py.enumerate(needed(paid)).map(
        ([place, due]) => py.dict(
          py.items(paid).filter(
            ([payer, amounts]) => due > A_CENT &&
            py.at(amounts, place) > A_CENT
          ).map(([payer, amounts]) => [payer, py.divide(py.at(amounts, place), due)])
        )
      );
    }

    // What is unfunded on top, as a gap in what is paid.
    function _stack(shares) {
      if (py.same(py.len(shares), 1)) {
        return py.join(
          "",
          py.each(shares).map((payer) => `<b class="${py.text(payer)}">\u003c/b>`)
        );
      }
      return py.join(
        "",
        py.reversed(py.list(py.items(shares))).map(
          ([payer, share]) => `<b class="${py.text(payer)}" style="flex:${py.text(nearest(share, 1000))}">\u003c/b>`
        )
      );
    }

    function _who(shares) {
      if (!py.truth(shares)) {
        return _NOTHING_DUE;
      }
      const names = py.each(shares).map((payer) => py.at(PAYER_KINDS, payer).label);
      if (py.same(py.len(names), 1)) {
        return py.at(names, 0);
      }
      const percents = foot(py.values(shares).map((share) => 100 * share), 100);
      const said = py.each(percents).map(
        (percent) => py.truth(percent) ? `${py.text(percent)}%` : "less than 1%"
      );
      return py.join(
        ", ",
        py.zip(names, said).map(([name, share]) => `${py.text(name)} ${py.text(share)}`)
      );
    }

    function _letter(shares) {
      if (!py.truth(shares)) {
        return ".";
      }
      if (py.within("unfunded", shares)) {
        return py.same(py.len(shares), 1) ? "x" : "-";
      }
      return py.each(OTHER_MONEY).some((kind) => py.within(kind, shares)) ? "~" : "=";
    }
    return { LETTERS, strip_html, strip_letters, legend_html, strip_colors };
  })();

  // planner.rulebook.ending: Recurring cost that is covered by money which ends: what the funding cliff is measured on.
  modules.ending = (() => {
    const {
      first_month_covered,
      last_month_covered,
      months_of,
      share_between,
      share_covered
    } = modules.months;
    const { is_recurring } = modules.structural;
    const { total } = modules.sums;
    const AMOUNTS = ["amount", "amount_per_student", "fee_per_person"];

    // What one-time money, recurring money that ends, and prepayments cover in each year.
    function support(answer, tables, rows) {
      const recurring = py.each(rows).filter(
        (line) => py.get(py.at(rows, line), "recurring", "yes") === "yes"
      );
      const funding = py.cell(py.at(tables, py.min_of(tables)).rows, "funding");
      const found = new Map();
      for (const source of py.each(funding)) {
        if (!is_recurring(source)) {
          const paid = py.at(answer.paid, py.cell(source, "name"));
          py.put(
            found,
            py.cell(source, "name"),
            py.by_each(
              py.each(tables),
              (year) => total(
                py.each(recurring).map((line) => py.get(py.at(paid, year), line, 0.0))
              )
            )
          );
        }
      }
      for (const [names, several] of py.items(ending_by_kind(tables))) {
        py.put(
          found,
          names,
          py.by_each(
            py.each(tables),
            (year) => total(
              py.each(several).map((name) => py.at(py.at(answer.covered, name), year))
            )
          )
        );
      }
      py.put(
        found,
        "",
        py.by_each(
          py.each(tables),
          (year) => total(
            py.each(recurring).map((line) => py.at(py.at(answer.prepaid, line), year))
          )
        )
      );
      return found;
    }

    // Recurring sources that end, joined by kind, each kind with its renewals.
    function ending_by_kind(tables) {
      const funding = py.cell(py.at(tables, py.min_of(tables)).rows, "funding");
      const ending = py.range(py.len(funding)).filter((number) => ends(number, tables));
      const kinds = py.each(ending).map((number) => py.cell(py.at(funding, number), "kind"));
      const by_kind = new Map();
      let number;
      let source;
      for ([number, source] of py.enumerate(funding)) {
        const renews = py.within(py.cell(source, "kind"), kinds) && starts_later(source, tables);
        if (is_recurring(source) && (py.within(number, ending) || py.truth(renews))) {
          py.append(py.setdefault(by_kind, py.cell(source, "kind"), []), number);
        }
      }
      const found = new Map();
      for (const places of py.values(by_kind)) {
        let names = "";
        for (number of py.each(places)) {
          if (py.within(number, ending)) {
            const name = py.cell(py.at(funding, number), "name");
            names = py.truth(names) ? `${py.text(names)} and ${py.text(name)}` : name;
          }
        }
        py.put(
          found,
          names,
          py.each(places).map((number) => py.cell(py.at(funding, number), "name"))
        );
      }
      return found;
    }

    // Base budget that money which has ended took the place of, for the months since.
    function base_to_restore(tables) {
      const found = new Map();
      for (const [year, now] of py.items(tables)) {
        const months = months_of(year, py.cell(now.district, "fiscal_year_start_month"));
        py.put(
          found,
          year,
          total(
            py.each(py.cell(now.rows, "funding")).flatMap(
              (source) => [last_month_covered(py.cell(source, "end_date"))].filter((last) => py.truth(py.cell(source, "active")) && last !== null).map(
                (last) => py.cell(source, "displaced_base") * share_covered(months, last + 1, null)
              )
            )
          )
        );
      }
      return found;
    }

    // Whether a recurring source is there for less of some year than before, or has no amount.
    function ends(number, tables) {
      for (const year of py.each(tables)) {
        const before = year - 1;
        if (!py.within(before, tables)) {
          continue;
        }
        const [old, new_] = [
          py.at(py.cell(py.at(tables, before).rows, "funding"), number),
          py.at(py.cell(py.at(tables, year).rows, "funding"), number)
        ];
        if (!is_recurring(old)) {
          return false;
        }
        const there = py.truth(py.cell(old, "active")) ? share_between(
          old,
          py.at(tables, before),
          before
        ) : 0.0;
        if (
          there > (
            py.truth(py.cell(new_, "active")) ? share_between(new_, py.at(tables, year), year) : 0.0
          )
        ) {
          return true;
        }
        if (
          py.each(AMOUNTS).some(
            (name) => py.truth(py.at(old, name)) &&
            py.same(py.at(new_, name), 0)
          )
        ) {
          return true;
        }
      }
      return false;
    }

    // Whether a source starts after the plan does.
    function starts_later(source, tables) {
      const first_year = py.min_of(tables);
      const opening = py.at(
        months_of(
          first_year,
          py.cell(py.at(tables, first_year).district, "fiscal_year_start_month")
        ),
        0
      );
      const first = first_month_covered(py.cell(source, "start_date"));
      return first !== null && first > opening;
    }
    return { support, base_to_restore };
  })();

  // planner.views.board.forecast: The forecast, with the years before it, and what it is to the general fund and to taxpayers.
  modules.board_forecast = (() => {
    const { TableRow, dollar_row, joined, paragraphs, table_block } = modules.markup;
    const { fiscal_year_label } = modules.fiscal;
    const { foot, nearest, percent, whole, with_decimals } = modules.money;
    const { footed_amounts } = modules.footed_amounts;
    const { sum_by_year } = modules.figures;
    const { total } = modules.sums;
    const { years_of } = modules.tables;
    const _ACTUALS_NOTE = "Actuals are what was spent, from the table actuals. They may count only the district's share of a bill; the plan counts the full cost before E-Rate discounts.";
    const _TRADE_IN_NOTE = "Devices are shown after what trade-ins of old devices bring.";

    // The forecast without the levies, which no scenario moves.
    function forecast_rows(found) {
      const amounts = footed_amounts(found);
      const before = _actual_costs(found);
      const over = py.zip(amounts.revenue, amounts.cost).map(([r, c]) => r - c);
      const above = py.zip(amounts.ending, amounts.reserve_policy).map(([e, p]) => e - p);
      const totals = [
        ...py.each(py.values(before).map((by_line) => whole(total(py.values(by_line))))),
        ...py.each(amounts.cost)
      ];
      const earned = py.each(amounts.earned).some((amount) => !py.same(amount, 0));
      const rows = [
        TableRow("Revenue", [], "group"),
        ...py.each(py.items(amounts.received).map(([name, row]) => dollar_row(name, row))),
        dollar_row("Total revenue", amounts.revenue, "total"),
        TableRow("Cost", [], "group"),
        ...py.each(_cost_rows(found, amounts.by_line, before)),
        dollar_row("Total cost", totals, "total"),
        TableRow("Change from the year before", _changes(totals)),
        ...py.each(_general_fund_share(found)),
        dollar_row("Excess of revenue over (under) cost", over, "total"),
        TableRow(_reserve_name(found), [], "group"),
        dollar_row("Beginning balance", amounts.opening),
        ...py.each(py.truth(earned) ? [dollar_row("Interest", amounts.earned)] : []),
        dollar_row("Transfers to reserve", amounts.moved_in),
        dollar_row("Draws on reserve", py.each(amounts.drawn).map((x) => 0 - x)),
        dollar_row("Ending balance", amounts.ending, "total"),
        dollar_row("Reserve policy", amounts.reserve_policy),
        dollar_row("Above (below) policy", above),
        TableRow("Outside the reserve", [], "group"),
        dollar_row("Unfunded cost", amounts.unfunded),
        dollar_row("Restricted funds carried forward", amounts.carried),
        dollar_row("Lapsed funds", amounts.lapsed)
      ];
      const headings = [
        "Line",
        ...py.each(py.each(before).map((year) => `${py.text(fiscal_year_label(year))} actual`)),
        ...py.each(years_of(found))
      ];
      const wide = py.each(rows).map((row) => _to_the_right(row, py.len(headings) - 1));
      const blocks = [table_block(`Forecast, ${py.text(found.title)}, in dollars`, headings, wide)];
      if (py.truth(found.facts.trade_ins)) {
        py.append(blocks, paragraphs([_TRADE_IN_NOTE], "planner-note"));
      }
      if (py.len(before) > 0) {
        py.append(blocks, paragraphs([_ACTUALS_NOTE], "planner-note"));
      }
      return joined([...py.each(blocks)]);
    }

    // The technology reserve, with its class of fund balance where it is typed.
    function _reserve_name(found) {
      const of_balance = found.facts.reserve_class;
      if (of_balance === "") {
        return "Technology reserve";
      }
      return `Technology reserve (${py.text(of_balance)} fund balance)`;
    }

    // Whole dollars that foot, by year before the plan and name of the budget line.
    function _actual_costs(found) {
      const actual = new Map();
      for (const [year, by_line] of py.items(found.facts.actuals)) {
        const names = py.each(by_line).map((line) => py.at(found.facts.line_labels, line));
        py.put(actual, year, py.dict(py.zip(names, foot(py.list(py.values(by_line))))));
      }
      return actual;
    }

    // Budget lines with their years; a line that only the actuals have has no forecast.
    function _cost_rows(found, forecast, before) {
      const nothing = py.each(found.years).map((_) => 0);
      const rows = [];
      for (const name of py.values(found.facts.line_labels)) {
        if (
          py.within(name, forecast) ||
          py.values(before).some((by_line) => py.within(name, by_line))
        ) {
          const past = py.values(before).map((by_line) => py.get(by_line, name, 0));
          py.append(
            rows,
            dollar_row(name, [...py.each(past), ...py.each(py.get(forecast, name, nothing))])
          );
        }
      }
      return rows;
    }

    // Percent change of each year but the first; none from a year without cost.
    function _changes(totals) {
      return [
        "",
        ...py.each(
          py.enumerate(py.slice(totals, 1, null)).map(
            ([place, now]) => _change(py.at(totals, place), now)
          )
        )
      ];
    }

    function _change(past, now) {
      return past > 0 ? percent(nearest(py.divide(now, past) - 1, 1000) / 1000) : "-";
    }

    // What of the whole general fund pays for technology, where its total is typed.
    function _general_fund_share(found) {
      if (py.same(py.len(found.general_fund), 0)) {
        return [];
      }
      const general = py.each(found.sources).filter(
        (source) => source.kind === "general_fund"
      ).map((source) => source.paid);
      const paid = sum_by_year(general, py.len(found.years));
      const shares = py.zip(paid, found.general_fund).map(
        ([part, of_all]) => py.divide(part, of_all)
      );
      const cells = py.each(shares).map((share) => `${py.text(with_decimals(share * 100, 2))}%`);
      return [TableRow("Technology as a share of the general fund", cells)];
    }

    // A row whose last cells are the plan's years; years before them may have none.
    function _to_the_right(row, columns) {
      const blank = py.range(columns - py.len(row.cells)).map((_) => "");
      return TableRow(row.heading, [...py.each(blank), ...py.each(row.cells)], row.style);
    }
    return { forecast_rows };
  })();

  // planner.views.board.keep: What the district can keep: every row of cost by priority, who pays it, and until when.
  modules.keep = (() => {
    const { A_CENT } = modules.yearly_totals;
    const { Block, TableRow, joined, paragraphs, text_of, text_table } = modules.markup;
    const { LETTERS, legend_html, strip_colors, strip_html, strip_letters } = modules.year_strip;
    const { PAYERS, who_pays } = modules.who_pays;
    const {
      UNRANKED,
      first_of,
      keep_sentences,
      outcome,
      priority_name,
      verdict_words,
      words_of_several
    } = modules.keep_words;
    const { dollars, foot } = modules.money;
    const { fiscal_year_label } = modules.fiscal;
    const { fund_in_sentence } = modules.decisions;
    const { how_many } = modules.counts;
    const { kept } = modules.verdict;
    const { kept_change } = modules.comparison;
    const { total } = modules.sums;
    const { unfunded_by_row } = modules.footed_amounts;
    const ROWS_SHOWN = 5;
    const LINES_THAT_LEAN = 3;
    const NAMES_IN_LINE = 2;
    const NO_COST = "No row of the plan costs anything.";
    const _HEADINGS = ["Row", "Years", "Until when", "Unfunded", "Cost"];

    // A line of the section: one row of cost, or several of which the same becomes.
    function _Line(name, rows, verdict, stands_for, yearly, once, unfunded, paid) {
      return { name, rows, verdict, stands_for, yearly, once, unfunded, paid };
    }

    // The answer in a sentence or two, then the rows by priority.
    function what_we_keep(board, every_row = false, named = null) {
      const found = kept(board.main);
      if (!py.truth(found.verdicts)) {
        return paragraphs([NO_COST]);
      }
      const sentences = [
        ...py.each(keep_sentences(found)),
        ...py.each(_without_votes(board, found))
      ];
      const lead = paragraphs([...py.each(sentences)]);
      if (py.truth(every_row)) {
        return joined([lead, keep_in_full(board, named)]);
      }
      const groups = py.each(_groups(board.main, found)).map(
        ([name, rows]) => [name, _short(rows)]
      );
      const caption = py.len(groups) > 1 ? "Who pays, by priority" : "Who pays";
      return joined([lead, _table(found, groups, caption, named)]);
    }

    // How much of it hangs on votes that are still to come: recurring money until it fails.
    function _without_votes(board, found) {
      const other = board.without_votes;
      if (other === null) {
        return [];
      }
      const names = py.each(board.votes).map((name) => fund_in_sentence(name));
      const falls = kept_change(found, kept(other), other.scenario, other.title).falls;
      const count = `${py.text(how_many(py.len(falls), "row"))} ${py.text(py.same(py.len(falls), 1) ? "is" : "are")}`;
      return [
        `Recurring money includes ${py.text(first_of(names))}, which voters have not passed. Without ${py.text(py.same(py.len(names), 1) ? "it" : "them")}, ${py.text(py.truth(falls) ? count : "no row is")} unfunded sooner or by more.`
      ];
    }

    // Every row of cost with its verdict, for the appendix.
    function keep_in_full(board, named = null) {
      const found = kept(board.main);
      if (!py.truth(found.verdicts)) {
        return paragraphs([NO_COST]);
      }
      const groups = py.each(_groups(board.main, found)).map(
        ([name, rows]) => [name, py.each(rows).map((row) => _line(row))]
      );
      return _table(found, groups, "Every row and who pays it", named);
    }

    // A verdict with its whole dollars.
    function _Row(verdict, cost, unfunded) {
      return { verdict, cost, unfunded };
    }

    // Rows by priority, the worst verdict first; whole dollars foot over all rows.
    function _groups(main, found) {
      const costs = foot(py.each(found.verdicts).map((verdict) => verdict.yearly));
      const unfunded = unfunded_by_row(main);
      const rows = py.zip(found.verdicts, costs).map(
        ([verdict, cost]) => _Row(verdict, cost, _sum(py.get(unfunded, verdict.place, [])))
      );
      const worst_first = py.sorted(
        rows,
        (r) => [-r.verdict.severity, -r.verdict.unfunded, -r.verdict.yearly]
      );
      return py.each(found.priorities).map(
        (priority) => [
          py.same(py.len(found.priorities), 1) ? UNRANKED : priority_name(priority),
          py.each(worst_first).filter((row) => py.same(row.verdict.line.priority, priority))
        ]
      );
    }

    function _sum(whole_dollars) {
      return py.whole(total(whole_dollars));
    }

    // The rows that a board must see one by one, and the others by what becomes of them.
    function _short(rows) {
      const short = py.each(rows).filter((row) => py.truth(row.verdict.first_short));
      const leaning = _by(
        py.each(rows).filter((row) => row.verdict.kind === "leaning"),
        verdict_words
      );
      const plain = _by(py.each(rows).filter((row) => row.verdict.kind === "kept"), outcome);
      const most_first = py.sorted(leaning, (several) => -py.len(several));
      const leads = py.slice(most_first, null, LINES_THAT_LEAN);
      const others = py.each(
        py.slice(most_first, LINES_THAT_LEAN, null)
      ).flatMap((several) => [...py.each(several)]);
      const gathered = [
        ...py.each(_by(py.slice(short, ROWS_SHOWN, null), outcome)),
        ...py.each(leads),
        ...py.each(py.truth(others) ? [others] : []),
        ...py.each(plain)
      ];
      const more = py.truth(short) ? "more rows" : "rows";
      const lines = py.each(py.slice(short, null, ROWS_SHOWN)).map((row) => _line(row));
      for (const several of py.each(gathered)) {
        if (py.same(py.len(several), 1)) {
          py.append(lines, _line(py.at(several, 0)));
        } else {
          const words = words_of_several(py.each(several).map((row) => row.verdict));
          py.append(
            lines,
            _gathered(`${py.text(py.len(several))} ${py.text(more)}`, words, several)
          );
        }
      }
      return lines;
    }

    // Rows of which the same is said, together.
    function _by(rows, words) {
      const gathered = new Map();
      for (const row of py.each(rows)) {
        py.append(py.setdefault(gathered, words(row.verdict), []), row);
      }
      return py.list(py.values(gathered));
    }

    function _line(row) {
      return _gathered(row.verdict.line.name, verdict_words(row.verdict), [row]);
    }

    // A line of one or several rows; of several the largest are named.
    function _gathered(name, words, rows) {
      const by_size = py.sorted(rows, (row) => -row.verdict.yearly);
      const names = py.each(by_size).map((row) => row.verdict.line.name);
      const lines = py.each(rows).map((row) => row.verdict.line);
      return _Line(
        name,
        py.len(rows) > 1 ? first_of(names, NAMES_IN_LINE) : "",
        words,
        lines,
        _sum(
          py.each(rows).filter((row) => py.truth(row.verdict.line.recurring)).map((row) => row.cost)
        ),
        _sum(
          py.each(rows).filter(
            (row) => !py.truth(row.verdict.line.recurring)
          ).map((row) => row.cost)
        ),
        _sum(py.each(rows).map((row) => row.unfunded)),
        who_pays(lines)
      );
    }

    // What it costs a year, and what it costs once.
    function _cost(line) {
      const once = `${py.text(dollars(line.once))} once`;
      if (py.truth(line.once) && !py.truth(line.yearly)) {
        return once;
      }
      const yearly = `${py.text(dollars(line.yearly))} a year`;
      return py.truth(line.once) ? `${py.text(yearly)} and ${py.text(once)}` : yearly;
    }

    function _table(found, groups, caption, named) {
      const years = found.years;
      const [first, last] = [
        fiscal_year_label(py.at(years, 0)),
        fiscal_year_label(py.at(years, -1))
      ];
      const every = py.each(groups).flatMap(([_, lines]) => [...py.each(lines)]);
      const lines = py.each(every).flatMap((line) => [...py.each(line.stands_for)]);
      const whole = _Line(
        "Total",
        "",
        "",
        lines,
        _sum(py.each(every).map((line) => line.yearly)),
        _sum(py.each(every).map((line) => line.once)),
        _sum(py.each(every).map((line) => line.unfunded)),
        who_pays(lines)
      );
      let note = `A bar for each year, ${py.text(first)} to ${py.text(last)}: who pays, and in what shares; an empty year has no bill. Cost a year is the sustainable annual cost in ${py.text(first)}, or in the row's first year.`;
      if (py.truth(found.without_cost)) {
        const are = py.same(found.without_cost, 1) ? "is" : "are";
        const left_out = how_many(found.without_cost, "row costs", "rows cost");
        note += ` ${py.text(left_out)} nothing in any of these years and ${py.text(are)} left out.`;
      }
      const html = _html(found, groups, whole, caption, named);
      const text = _text(groups, whole, caption);
      const explained = paragraphs([note], "planner-note");
      return Block(html + explained.html, `${py.text(text)}\n${py.text(explained.text)}`);
    }

    function _html(found, groups, whole, caption, named) {
      const years = found.years;
      const each = py.each(found.rows).map((row) => who_pays([row]));
      const occurring = py.each(PAYERS).filter(
        (kind) => py.each(each).some((paid) => py.max_of(py.at(paid, kind)) > A_CENT)
      );
      const head = py.join(
        "",
        py.each(_HEADINGS).map(
          (name) => `<th role="columnheader" scope="col">${py.text(text_of(name))}\u003c/th>`
        )
      );
      const scale = py.join(
        "",
        [py.at(years, 0), py.at(years, -1)].map(
          (year) => `<span>${py.text(fiscal_year_label(year))}\u003c/span>`
        )
      );
      const bodies = py.each(groups).map(
        ([name, lines]) => `<tbody role="rowgroup"><tr role="row" class="group"><th role="rowheader" scope="rowgroup">${py.text(text_of(name))}\u003c/th><td role="cell" class="scale" aria-hidden="true"><div>${py.text(scale)}\u003c/div>\u003c/td><td role="cell" colspan="3">\u003c/td>\u003c/tr>${py.text(py.join("", py.each(lines).map((line) => _html_row(line, years, named))))}\u003c/tbody>`
      );
      const end = `<tbody role="rowgroup">${py.text(_html_row(whole, years, null, "total"))}\u003c/tbody>`;
      return `<div class="planner-keep" style="${py.text(strip_colors())}">${py.text(legend_html(occurring))}<table role="table"><caption>${py.text(text_of(caption))}\u003c/caption><thead role="rowgroup"><tr role="row">${py.text(head)}\u003c/tr>\u003c/thead>${py.text(py.join("", bodies))}${py.text(end)}\u003c/table>\u003c/div>`;
    }

    function _html_row(line, years, named, style = "") {
      const is_one = py.same(py.len(line.stands_for), 1) && !py.truth(style);
      const name = named === null || !py.truth(is_one) ? text_of(line.name) : named(
        py.at(line.stands_for, 0)
      );
      const strip = strip_html(line.paid, years);
      const unfunded = dollars(line.unfunded);
      const attribute = py.truth(style) ? ` class="${py.text(style)}"` : "";
      const rows = py.truth(line.rows) ? ` <span class="rows">${py.text(text_of(line.rows))}\u003c/span>` : "";
      const some = py.truth(line.unfunded) ? " negative" : " zero";
      return `<tr role="row"${py.text(attribute)}><th role="rowheader" scope="row">${py.text(name)}${py.text(rows)}\u003c/th><td role="cell" class="years">${py.text(strip)}\u003c/td><td role="cell" class="verdict">${py.text(text_of(line.verdict))}\u003c/td><td role="cell" class="unfunded-amount${py.text(some)}">${py.text(unfunded)}\u003c/td><td role="cell" class="cost">${py.text(_cost(line))}\u003c/td>\u003c/tr>`;
    }

    function _text(groups, whole, caption) {
      const every = py.each(groups).flatMap(([_, lines]) => [...py.each(lines)]);
      const width = py.max_of(py.each(every).map((line) => py.len(line.verdict)));
      const rows = [];
      for (const [name, lines] of [...py.each(groups), ["", [whole]]]) {
        if (py.truth(name)) {
          py.append(rows, TableRow(name, []));
        }
        for (const line of py.each(lines)) {
          const letters = strip_letters(line.paid);
          const cells = [
            letters,
            py.ljust(line.verdict, width),
            dollars(line.unfunded),
            _cost(line)
          ];
          py.append(rows, TableRow(line.name, cells));
        }
      }
      const left = [
        py.at(_HEADINGS, 0),
        py.at(_HEADINGS, 1),
        py.ljust(py.at(_HEADINGS, 2), width),
        ...py.each(py.slice(_HEADINGS, 3, null))
      ];
      return `${py.text(caption)}\n${py.text(LETTERS)}\n${py.text(text_table(left, rows))}`;
    }
    return { what_we_keep };
  })();

  // planner.views.board.votes: The answer of a plan that counts on votes which are still to come: both with and without them.
  modules.votes = (() => {
    const { answer_parts } = modules.sentences;
    const { fund_in_sentence } = modules.decisions;

    // The same in its parts: what is urgent, money at risk, and the structural balance.
    function parts_with_votes(board) {
      const parts = answer_parts(board.main);
      return [
        ...py.each(py.slice(parts, null, -1)),
        ...py.each(_without_votes(board)),
        py.at(parts, -1)
      ];
    }

    // What the plan counts on, and the worst of what it is without it; nothing without votes.
    function _without_votes(board) {
      if (board.without_votes === null) {
        return [];
      }
      const names = py.each(board.votes).map((name) => fund_in_sentence(name));
      const otherwise = py.at(answer_parts(board.without_votes, false), 0);
      return [
        `The plan counts on ${py.text(py.join(" and ", names))}, which voters have not passed. Without ${py.text(py.same(py.len(names), 1) ? "it" : "them")}: ${py.text(py.lower(py.slice(otherwise, null, 1)))}${py.text(py.slice(otherwise, 1, null))}`
      ];
    }
    return { parts_with_votes };
  })();

  // planner.views.board.what_changed: What a reader of the board page moved, in words: what was changed, what becomes of it.
  modules.what_changed = (() => {
    const { A_DOLLAR } = modules.effect;
    const { about, with_commas } = modules.money;
    const { cash_words, lasting_words } = modules.effect_words;
    const { first_of } = modules.keep_words;
    const { fiscal_year_label } = modules.fiscal;
    const { listed } = modules.listed;
    const { total } = modules.sums;
    const UNMOVED = "Nothing is moved: the page is as published.";

    // What a reader changed, in one sentence.
    function what_you_changed(start, levers, options) {
      let said = py.truth(start) ? [`starting from "${py.text(start)}"`] : [];
      said = [...py.each(said), ...py.each(py.each(levers).map((lever) => _moved(lever)))];
      if (py.truth(options)) {
        const word = py.same(py.len(options), 1) ? "option" : "options";
        said = [...py.each(said), `with the ${py.text(word)} ${py.text(listed(_quoted(options)))}`];
      }
      const words = py.join("; ", said);
      return py.truth(words) ? `${py.text(py.upper(py.slice(words, null, 1)))}${py.text(py.slice(words, 1, null))}.` : UNMOVED;
    }

    // That a lever and options set the same number; empty where none do.
    function lever_counts(options) {
      if (!py.truth(options)) {
        return "";
      }
      const verb = py.same(py.len(options), 1) ? "changes" : "change";
      return `${py.text(_all(options))} ${py.text(verb)} what a lever sets as well; what the lever sets counts.`;
    }

    function _moved(lever) {
      if (py.within(lever.now, ["yes", "no"])) {
        return lever.now === "yes" ? lever.label : `without ${py.text(lever.label)}`;
      }
      if (py.truth(lever.unit)) {
        return `${py.text(lever.label)} ${py.text(_more_or_less(lever))}`;
      }
      return `${py.text(lever.label)} ${py.text(lever.now)} instead of ${py.text(py.either(lever.before, () => "what is blank"))}`;
    }

    // How much is added to every row, such as ``1 year more than today``.
    function _more_or_less(lever) {
      const [size, of] = [py.removeprefix(lever.now, "-"), py.at(py.split(lever.unit, " "), 0)];
      const unit = of === "more" ? "" : ` ${py.text(size === "1" ? py.removesuffix(of, "s") : of)}`;
      return `${py.text(size)}${py.text(unit)} ${py.text(py.startswith(lever.now, "-") ? "less" : "more")} than today`;
    }

    function _quoted(titles) {
      return py.each(titles).map((title) => `"${py.text(title)}"`);
    }

    // What a move does, in one sentence: what is unfunded, or else the last year's balance.
    function in_short(moved, main) {
      const last = fiscal_year_label(py.at(moved.years, -1));
      const [now, before] = [total(moved.unfunded), total(main.unfunded)];
      const [balance, balance_before] = [
        py.at(moved.structural_balance, -1),
        py.at(main.structural_balance, -1)
      ];
      if (py.same(about(now), about(before)) && !py.same(about(balance), about(balance_before))) {
        const unfunded = `unfunded through ${py.text(last)}: ${py.text(_amount(now))}, as published`;
        return `${py.text(_balances(balance, balance_before, last))}; ${py.text(unfunded)}.`;
      }
      if (py.same(about(now), about(before))) {
        return `Unfunded through ${py.text(last)}: ${py.text(_amount(now))}, as published.`;
      }
      return `Unfunded through ${py.text(last)}: ${py.text(_amount(now))}, published ${py.text(_amount(before))}.`;
    }

    function _amount(amount) {
      return amount >= A_DOLLAR ? about(amount) : "nothing";
    }

    // The structural balance of the last year, or the gap, and what was published of it.
    function _balances(now, before, last) {
      if (now <= -A_DOLLAR && before <= -A_DOLLAR) {
        return `Structural gap in ${py.text(last)}: ${py.text(about(now))}, published ${py.text(about(before))}`;
      }
      if (now > -A_DOLLAR && before > -A_DOLLAR) {
        return `Structural balance in ${py.text(last)}: ${py.text(_amount(now))}, published ${py.text(_amount(before))}`;
      }
      return `${py.text(last)} has ${py.text(_balance(now))}, published ${py.text(_balance(before))}`;
    }

    function _balance(amount) {
      if (amount <= -A_DOLLAR) {
        return `a structural gap of ${py.text(about(amount))}`;
      }
      return `a structural balance of ${py.text(_amount(amount))}`;
    }

    // What is still unfunded once an option, and those before it, are taken.
    function left_with(found, taken) {
      const left = `${py.text(_amount(total(found.unfunded)))} unfunded through ${py.text(fiscal_year_label(py.at(found.years, -1)))}`;
      return py.truth(taken) ? `Leaves ${py.text(left)}.` : `Would leave ${py.text(left)}.`;
    }

    // What an option does for good and over the plan, without other options.
    function does_alone(effect, years, needs) {
      const alone = py.truth(needs) ? "On top of what it needs" : "On its own";
      const [lasting, cash] = [lasting_words(effect, years), cash_words(effect, years)];
      return `${py.text(alone)}, once in place: ${py.text(lasting)}. Through ${py.text(fiscal_year_label(py.at(years, -1)))}: ${py.text(cash)}.`;
    }

    // Why an option cannot be switched on now, and what to do first; empty where it can.
    function not_switched_on(title, apart, missing) {
      const said = [];
      if (py.truth(apart)) {
        py.append(
          said,
          `cannot be combined with ${py.text(_all(apart))}: switch ${py.text(_it(apart))} off first`
        );
      }
      if (py.truth(missing)) {
        py.append(
          said,
          `needs ${py.text(_all(missing))}: switch ${py.text(_it(missing))} on first`
        );
      }
      return py.truth(said) ? `"${py.text(title)}" ${py.text(py.join("; it ", said))}.` : "";
    }

    // Why an option cannot be switched off now, and what to do first; empty where it can.
    function not_switched_off(title, needed_by) {
      if (!py.truth(needed_by)) {
        return "";
      }
      const verb = py.same(py.len(needed_by), 1) ? "needs" : "need";
      return `${py.text(_all(needed_by))} ${py.text(verb)} "${py.text(title)}": switch ${py.text(_it(needed_by))} off first.`;
    }

    function _all(titles) {
      return first_of(_quoted(titles));
    }

    function _it(titles) {
      return py.same(py.len(titles), 1) ? "it" : "them";
    }

    // What calculating the published figures again has shown.
    function checked(amounts, differing, browser, seconds) {
      if (py.same(differing, 0)) {
        const agree = `All ${py.text(with_commas(amounts))} published figures agree to the cent`;
        return `${py.text(agree)}, on ${py.text(browser)} in ${py.text(seconds)} seconds.`;
      }
      const differ = `${py.text(with_commas(differing))} of ${py.text(with_commas(amounts))} published figures differ`;
      return `${py.text(differ)} on ${py.text(browser)}: do not rely on what this page calculates here, and tell the person who gave it to you.`;
    }
    return { what_you_changed, lever_counts, in_short, left_with, does_alone, not_switched_on, not_switched_off, checked };
  })();

  // planner.views.charts.money_rows: What the charts of money say and draw: who pays, and the reserve against policy.
  modules.money_rows = (() => {
    const { A_CENT } = modules.yearly_totals;
    const { Drawn, amounts_table, stacked_rows, thousands } = modules.drawn;
    const { UNFUNDED, footed_amounts, paid_by_payer } = modules.footed_amounts;
    const { about, dollars, nearest, with_commas } = modules.money;
    const { capital, policy_rate, reserve_clause } = modules.concern_words;
    const { dollar_row, table } = modules.markup;
    const { drawn_name } = modules.drawn_names;
    const { fiscal_year_label } = modules.fiscal;
    const { unfunded_sentence } = modules.sentences;
    const [ENOUGH, BELOW] = ["At or above policy", "Below policy"];
    const POLICY = "What policy requires";

    // Cost of each year by who pays it, what is unfunded once more by itself.
    function payer_rows(found) {
      const [parts, amounts] = [paid_by_payer(found), footed_amounts(found)];
      const finding = unfunded_sentence(found);
      const rows = stacked_rows(parts, found.years);
      return Drawn(
        "Who pays",
        finding,
        `Stacked bars of who pays for technology each year: ${py.text(py.join("; ", parts))}. ${py.text(finding)}`,
        py.each(parts).map((name) => drawn_name(name)),
        py.dict([
          ["bars", rows],
          ["hatched", py.each(rows).filter((row) => py.same(py.cell(row, "part"), UNFUNDED))]
        ]),
        amounts_table("Who pays, in dollars", amounts.by_payer, amounts.cost, found.years)
      );
    }

    // Technology reserve at the end of each year, and what the board's policy requires, if any.
    function reserve_rows(found) {
      const has_policy = policy_rate(found) > 0;
      const against = py.truth(has_policy) ? "against the board's policy" : "at the end of each year";
      const marks = py.truth(has_policy) ? ", with a mark for the board's policy" : "";
      const years = py.each(found.years).map((year) => fiscal_year_label(year));
      const finding = `${py.text(capital(reserve_clause(found, true)))}.`;
      return Drawn(
        `The technology reserve ${py.text(against)}`,
        finding,
        `Bars of the technology reserve at the end of each year${py.text(marks)}: from ${py.text(about(py.at(found.reserve, 0)))} in ${py.text(py.at(years, 0))} to ${py.text(about(py.at(found.reserve, -1)))} in ${py.text(py.at(years, -1))}. ${py.text(finding)}`,
        [],
        py.dict([["reserve", _balances(found, years)]]),
        _reserve_table(found, years)
      );
    }

    function _balances(found, years) {
      return py.zip(years, found.reserve, found.reserve_policy).map(
        ([year, balance, policy]) => py.dict([
          ["year", year],
          ["balance", thousands(balance)],
          ["policy", thousands(policy)],
          ["standing", balance < policy - A_CENT ? BELOW : ENOUGH],
          ["amount", dollars(balance)],
          ["required", dollars(policy)],
          ["policy_is", POLICY],
          ["shown", balance > A_CENT ? with_commas(nearest(balance / 1000, 1)) : ""],
          ["empty", balance > A_CENT ? "" : "empty"]
        ])
      );
    }

    function _reserve_table(found, years) {
      const amounts = footed_amounts(found);
      const above = py.zip(amounts.ending, amounts.reserve_policy).map(([e, p]) => e - p);
      let rows = [dollar_row("Reserve", amounts.ending)];
      if (policy_rate(found) > 0) {
        const policy = dollar_row("Policy", amounts.reserve_policy);
        rows = [...py.each(rows), policy, dollar_row("Above (below) policy", above)];
      }
      const caption = "Technology reserve at the end of the year, in dollars";
      return table(caption, ["Line", ...py.each(years)], rows);
    }
    return { payer_rows, reserve_rows };
  })();

  // planner.rulebook.ledger: The whole model from top to bottom: people, costs, money, and who pays what.
  modules.ledger = (() => {
    const eligible = modules.eligible;
    const ending = modules.ending;
    const erate = modules.erate;
    const income = modules.income;
    const sources = modules.sources;
    const structural = modules.structural;
    const { Answer } = modules.answer;
    const { COST_TABLES, driver_index, tables_by_year } = modules.inputs;
    const { Kept, begin } = modules.kept;
    const { add_people_and_costs } = modules.spending;
    const { by_rank, pay_the_year } = modules.payments;
    const { total } = modules.sums;

    // Everything docs/model.md says about a plan in a scenario, with the public figures.
    function solve(plan, scenario, facts, kept = null) {
      const answer = Answer();
      const earlier = kept === null ? Kept() : kept;
      begin(earlier, scenario);
      const tables = tables_by_year(plan, scenario, facts);
      const students = add_people_and_costs(answer, plan, tables, earlier);
      const rows = cost_rows(tables);
      answer.rows = rows;
      answer.sources = py.dict(
        py.each(
          py.cell(py.at(tables, py.min_of(tables)).rows, "funding")
        ).map((row) => [py.cell(row, "name"), row])
      );
      answer.general_prices = driver_index(tables, "general_inflation_rate");
      answer.trade_ins = py.values(tables).some(
        (now) => py.each(py.cell(now.rows, "devices")).some(
          (row) => py.truth(py.cell(row, "trade_in"))
        )
      );
      const district_now = py.at(tables, py.min_of(tables)).district;
      answer.reserve_class = py.either(py.cell(district_now, "reserve_class"), () => "");
      answer.opening = py.cell(district_now, "reserve_opening_balance");
      if (!py.truth(earlier.support_stays)) {
        const [support, on_average] = erate_support(tables, students, answer, rows);
        {
          const $values = [support, on_average];
          earlier.support = $values[0];
          earlier.on_average = $values[1];
        }
      }
      if (!py.truth(earlier.rulings_stay)) {
        earlier.payable = eligible.payable_by_year(tables, rows);
      }
      pay(answer, tables, students, rows, earlier);
      answer.ending = ending.support(answer, tables, rows);
      answer.to_restore = ending.base_to_restore(tables);
      answer.general_fund = general_fund(tables);
      {
        const $values = [scenario, answer];
        earlier.scenario = $values[0];
        earlier.answer = $values[1];
      }
      return answer;
    }

    // Who pays what, year by year, with the structural balance of each year.
    function pay(answer, tables, students, rows, found) {
      const [ranked, payable] = [by_rank(rows), found.payable];
      const district = income.District(
        tables,
        students,
        answer.cost,
        rows,
        payable,
        answer.paid,
        answer.received,
        py.min_of(tables)
      );
      add_sources(answer, district);
      for (const [year, now] of py.items(tables)) {
        for (const [number, row] of py.enumerate(py.cell(now.rows, "funding"))) {
          if (py.cell(row, "reimbursed_rate") !== null) {
            py.put(
              py.at(answer.received, py.cell(row, "name")),
              year,
              py.at(income.received(number, district), year)
            );
          }
        }
        pay_the_year(
          answer,
          tables,
          year,
          rows,
          py.at(found.support, year),
          py.at(payable, year),
          ranked
        );
        const spent = total(py.values(answer.cost).map((cost) => py.at(cost, year)));
        py.put(answer.reserve_policy, year, py.cell(now.district, "reserve_policy_rate") * spent);
        py.put(
          answer.structural_balance,
          year,
          structural.balance(answer, district, year, rows, py.at(found.on_average, year))
        );
      }
    }

    // Every row of cost by table and name.
    function cost_rows(tables) {
      const first = py.at(tables, py.min_of(tables));
      return py.dict(
        py.each(COST_TABLES).flatMap(
          (table) => py.each(py.at(first.rows, table)).map(
            (row) => [`${py.text(table)}/${py.text(py.cell(row, "name"))}`, row]
          )
        )
      );
    }

    // The whole general fund of each year, where its total is typed.
    function general_fund(tables) {
      const index = driver_index(tables, "general_fund_growth_rate");
      const totals = py.dict(
        py.items(tables).map(([year, now]) => [year, py.cell(now.district, "general_fund_total")])
      );
      return py.dict(
        py.items(totals).filter(([year, total]) => total !== null).map(
          ([year, total]) => [year, total * py.at(index, year)]
        )
      );
    }

    // What E-Rate supports of each row's cost, and of its sustained cost.
    function erate_support(tables, students, answer, rows) {
      if (
        py.each(
          py.cell(py.at(tables, py.min_of(tables)).rows, "funding")
        ).some((row) => py.cell(row, "kind") === "erate")
      ) {
        const kind = py.dict(py.items(rows).map(([line, row]) => [line, erate.kind_of(row)]));
        return [
          erate.support(tables, students, answer.cost, kind),
          erate.support_on_average(tables, students, answer.sustained, kind)
        ];
      }
      const nothing = py.by_each(py.each(tables), (year) => py.fromkeys(rows, 0.0));
      return [nothing, nothing];
    }

    // What every source brings; room for what it pays.
    function add_sources(answer, district) {
      const funding = py.cell(py.at(district.tables, district.first_year).rows, "funding");
      for (const row of py.each(funding)) {
        py.put(answer.paid, py.cell(row, "name"), new Map());
      }
      for (const [number, row] of py.enumerate(funding)) {
        const name = py.cell(row, "name");
        py.put(answer.received, name, income.received(number, district));
        {
          const $values = [new Map(), new Map(), new Map()];
          py.put(answer.carried, name, $values[0]);
          py.put(answer.lapsed, name, $values[1]);
          py.put(answer.to_reserve, name, $values[2]);
        }
        py.put(answer.vintages, name, new Map());
        const held = py.cell(row, "kind") !== "erate" && py.within(
          sources.usual(row, "unspent"),
          ["carry", "keep"]
        );
        if (
          py.truth(held) &&
          py.truth(py.cell(row, "active")) &&
          py.truth(py.cell(row, "opening_balance"))
        ) {
          py.put(
            py.at(answer.vintages, name),
            district.first_year - 1,
            py.cell(row, "opening_balance")
          );
          answer.held += py.cell(row, "opening_balance");
        }
      }
      answer.reserve_paid = py.by_each(py.each(answer.cost), (line) => new Map());
      answer.unfunded = py.by_each(py.each(answer.cost), (line) => new Map());
    }
    return { solve };
  })();

  // planner.views.board.board: The pieces of the board page that are words and key figures.
  modules.board = (() => {
    const { Block, paragraphs } = modules.markup;
    const {
      cliff_sentence,
      largest_unfunded_sentence,
      one_time_sentence,
      restore_sentence
    } = modules.sentences;
    const { parts_with_votes } = modules.votes;

    // The answer first, then what is behind it.
    function headline(board) {
      const main = board.main;
      const [answer, ...more] = parts_with_votes(board);
      const lead = paragraphs([answer], "planner-answer");
      const restore = restore_sentence(main);
      const rest = [
        largest_unfunded_sentence(main),
        cliff_sentence(main),
        restore,
        one_time_sentence(main)
      ];
      const body = paragraphs([
        ...py.each(more),
        py.join(" ", py.each(rest).filter((said) => py.truth(said)))
      ]);
      return Block(lead.html + body.html, `${py.text(lead.text)}\n${py.text(body.text)}`);
    }
    return { headline };
  })();

  // planner.analysis.figures_by_the_rulebook: What a scenario means to a board, as plain lists, calculated by the rulebook.
  modules.figures_by_the_rulebook = (() => {
    const ledger = modules.ledger;
    const { A_CENT } = modules.yearly_totals;
    const {
      BoardFigures,
      EndingMoney,
      Figures,
      FleetFigures,
      PlanFacts,
      RowFigures,
      SourceFigures,
      exact,
      with_totals
    } = modules.figures;
    const { Kept } = modules.kept;
    const { is_recurring } = modules.structural;
    const { total } = modules.sums;

    // A scenario, and the same without the votes that it counts on.
    function board_figures(plan, scenario, facts, page, kept = null) {
      const earlier = kept === null ? Kept() : kept;
      const main = figures(plan, scenario, facts, page, earlier);
      const votes = py.each(main.sources).filter(
        (source) => py.within(source.name, py.cell(page, "need_votes")) &&
        py.max_of(source.revenue) > A_CENT
      ).map((source) => source.name);
      if (!py.truth(votes)) {
        return BoardFigures(main, votes, null);
      }
      const fails = py.dict([
        ...py.items(scenario),
        [
          "changes",
          [
            ...py.each(py.cell(scenario, "changes")),
            ...py.each(py.each(votes).map((name) => left_out(name)))
          ]
        ]
      ]);
      return BoardFigures(main, votes, figures(plan, fails, facts, page, earlier));
    }

    // The change that leaves a levy out.
    function left_out(levy) {
      return py.dict([
        ["table", "funding"],
        ["row", levy],
        ["field", "active"],
        ["how", "set"],
        ["value", false],
        ["from_year", null],
        ["stated_in", null],
        ["numeric", true]
      ]);
    }

    // What a scenario means to a board, by the rulebook alone.
    function figures(plan, scenario, facts, page, kept) {
      const answer = ledger.solve(plan, scenario, facts, kept);
      const years = py.list(answer.reserve);
      return with_totals(
        Figures(
          py.cell(page, "name"),
          py.cell(page, "title"),
          years,
          PlanFacts(
            py.cell(page, "line_labels"),
            py.dict(
              py.items(py.cell(page, "actuals")).map(([year, by_line]) => [py.whole(year), by_line])
            ),
            answer.reserve_class,
            answer.trade_ins
          ),
          rows(answer),
          sources(answer),
          py.items(answer.bought).map(([name, bought]) => FleetFigures(name, by_year(bought))),
          py.items(answer.ending).map(([name, of_it]) => EndingMoney(name, by_year(of_it))),
          by_year(answer.structural_balance),
          by_year(answer.to_restore),
          exact(answer.opening),
          by_year(answer.interest),
          all_together(answer.to_reserve, years),
          by_year(answer.reserve),
          by_year(answer.reserve_policy),
          all_together(answer.carried, years),
          all_together(answer.lapsed, years),
          by_year(answer.students),
          by_year(answer.general_fund),
          exact(answer.held),
          py.at(answer.general_prices, py.at(years, -1))
        )
      );
    }

    // Every row of cost, and who pays it.
    function rows(answer) {
      const recurring = py.items(answer.sources).filter(
        ([name, source]) => is_recurring(source)
      ).map(([name, source]) => name);
      const one_time = py.each(answer.sources).filter((name) => !py.within(name, recurring));
      const [by_recurring, by_one_time] = [paid_by(answer, recurring), paid_by(answer, one_time)];
      return py.items(answer.rows).map(
        ([line, row]) => RowFigures(
          py.at(py.partition(line, "/"), 0),
          py.cell(row, "name"),
          py.cell(py.cell(row, "account"), "line"),
          py.whole(py.cell(row, "priority")),
          py.get(row, "recurring", "yes") === "yes",
          by_year(py.at(answer.cost, line)),
          by_year(py.at(answer.sustained, line)),
          by_year(py.at(answer.prepaid, line)),
          paid_of(line, by_recurring),
          paid_of(line, by_one_time),
          by_year(py.at(answer.reserve_paid, line)),
          by_year(py.at(answer.unfunded, line))
        )
      );
    }

    // Every source of money: what comes in, and what it pays.
    function sources(answer) {
      return py.items(answer.sources).map(
        ([name, source]) => SourceFigures(
          name,
          py.cell(source, "kind"),
          is_recurring(source),
          by_year(py.at(answer.received, name)),
          py.values(py.at(answer.paid, name)).map((by_row) => exact(total(py.values(by_row))))
        )
      );
    }

    // What some sources pay of each row of cost, year by year.
    function paid_by(answer, names) {
      return py.each(answer.reserve).map(
        (year) => py.each(names).map((name) => py.at(py.at(answer.paid, name), year))
      );
    }

    // What is paid of one row of cost, by year.
    function paid_of(line, paid) {
      return py.each(paid).map(
        (of_a_year) => exact(total(py.each(of_a_year).map((by_row) => py.get(by_row, line, 0.0))))
      );
    }

    // Amounts in the order of their years, without what rounding has left in them.
    function by_year(amounts) {
      return py.values(amounts).map((amount) => exact(amount));
    }

    // Several amounts by year, added up year by year.
    function all_together(amounts, years) {
      return py.each(years).map(
        (year) => exact(total(py.values(amounts).map((of_one) => py.at(of_one, year))))
      );
    }
    return { board_figures };
  })();

  return {
    solve: modules.ledger.solve,
    Kept: modules.kept.Kept,
    board_figures: modules.figures_by_the_rulebook.board_figures,
    headline: modules.board.headline,
    key_figures: modules.key_figures.key_figures,
    what_we_keep: modules.keep.what_we_keep,
    scenario_effect: modules.effect.scenario_effect,
    cost_rows: modules.cost_rows.cost_rows,
    payer_rows: modules.money_rows.payer_rows,
    reserve_rows: modules.money_rows.reserve_rows,
    forecast_rows: modules.board_forecast.forecast_rows,
    moved_table: modules.tables.moved_table,
    what_you_changed: modules.what_changed.what_you_changed,
    lever_counts: modules.what_changed.lever_counts,
    in_short: modules.what_changed.in_short,
    left_with: modules.what_changed.left_with,
    options_on: modules.gap_words.options_on,
    one_more: modules.gap_words.one_more,
    does_alone: modules.what_changed.does_alone,
    not_switched_on: modules.what_changed.not_switched_on,
    not_switched_off: modules.what_changed.not_switched_off,
    checked: modules.what_changed.checked,
    read_typed_number: modules.typed_number.read_typed_number,
    plainly_typed: modules.typed_number.plainly_typed,
    shown_number: modules.typed_number.shown_number,
    refused: modules.refused.refused,
    published_amounts: modules.published.published_amounts,
    differing: modules.published.differing,
  };
})();
