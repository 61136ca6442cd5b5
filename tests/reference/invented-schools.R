# Values for src/stats/mixed_model_reference_test.cpp, computed independently of this project.
# R 4.2.2 (2022-11-10), lme4 1.1-31, as packaged in Debian 12. Run in this folder: Rscript invented-schools.R
suppressMessages(library(lme4))
d <- read.csv("invented-schools.csv", stringsAsFactors = TRUE)
d$authority <- factor(d$authority)
# The default optimisers stop about 1e-6 short; these do not.
fit <- function(formula, ...) {
  starts <- list(lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e6)),
                 lmerControl(optimizer = "Nelder_Mead", optCtrl = list(xtol_rel = 1e-14, xtol_abs = 1e-14, ftol_rel = 0, ftol_abs = 0, maxfun = 1e6)))
  fits <- lapply(starts, function(control) suppressWarnings(
    do.call(lmer, list(formula, data = quote(d), control = control, ...))))
  fits[[which.min(sapply(fits, function(m) -2 * as.numeric(logLik(m))))]]
}
show <- function(name, m) {
  cat("\n", name, "\n", sep = "")
  out <- function(what, x) cat(" ", what, "=", paste(sprintf("%.10g", x), collapse = ", "), "\n")
  out("criterion", -2 * as.numeric(logLik(m)))
  out("fixed", fixef(m)); out("se", sqrt(diag(as.matrix(vcov(m)))))
  for (g in names(VarCorr(m))) out(g, as.vector(VarCorr(m)[[g]]))
  out("residual", sigma(m)^2)
  for (g in names(ranef(m))) {
    r <- ranef(m, condVar = TRUE)[[g]]; v <- attr(r, "postVar")
    if (is.list(v)) next  # two terms of one group: given apart
    for (i in c(1, nrow(r))) out(paste0(g, " ", rownames(r)[i]), c(unlist(r[i, ]), sqrt(diag(as.matrix(v[, , i])))))
  }
}
show("intercept REML", fit(score ~ prior + sex + (1 | school)))
show("slope REML", fit(score ~ prior + sex + (1 + prior | school)))
show("slope ML", fit(score ~ prior + sex + (1 + prior | school), REML = FALSE))
show("nested REML", fit(score ~ prior * sex + (1 | authority / school)))
show("nested slope REML", fit(score ~ prior + (1 | authority) + (1 + prior | school)))
show("crossed REML", fit(score ~ prior + (1 | school) + (1 | primary)))
show("crossed three ML", fit(score ~ prior + (1 + prior | school) + (1 | primary) + (1 | authority), REML = FALSE))
show("weighted REML", fit(score ~ prior + (1 | school), weights = quote(weight)))
show("uncorrelated REML", fit(score ~ prior + (1 | school) + (0 + prior | school)))
