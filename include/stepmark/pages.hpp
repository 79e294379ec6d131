// What is printed of a problem, and of a sheet that was marked; what leaves for other systems; and the tree that all
// pages are.
#pragma once

#include "reports/answer_sheet.hpp"
#include "reports/document.hpp"
#include "reports/export/formats.hpp"
#include "reports/handout.hpp"
#include "reports/mark_sheet.hpp"
#include "reports/question_sheets.hpp"
#include "reports/render.hpp"
#include "reports/worked_solution.hpp"
