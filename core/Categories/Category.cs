namespace OrleansRisk.Core.Categories;

/// <summary>
/// What a transaction is for. Persisted by number, written by the name in <see cref="CategoryCatalogue"/>; numbers go
/// to 63 and none is given twice.
/// </summary>
public enum Category : byte
{
    /// <summary>No evidence: never guessed.</summary>
    Uncategorised = 0,

    Salary = 1,
    Pension = 2,

    /// <summary>Public assistance.</summary>
    Benefit = 3,
    BusinessIncome = 4,

    /// <summary>Interest and dividends.</summary>
    Interest = 5,

    LoanDisbursement = 6,
    LoanPayment = 7,
    CardPayment = 8,
    Bnpl = 9,
    Mortgage = 10,

    Rent = 11,
    Utilities = 12,
    Telecom = 13,
    Groceries = 14,
    Insurance = 15,
    Transport = 16,
    Fuel = 17,
    Tax = 18,
    SocialSecurity = 19,

    Education = 20,
    Health = 21,
    Childcare = 22,
    Restaurants = 23,
    Shopping = 24,
    Entertainment = 25,
    Travel = 26,
    Services = 27,
    Business = 28,

    /// <summary>Onto an electronic wallet: what it then buys is not seen.</summary>
    Wallet = 29,

    Cash = 30,
    Gambling = 31,
    Fees = 32,

    Savings = 33,
    Investment = 34,

    /// <summary>Into or out of a fund for old age that is the customer's own.</summary>
    Retirement = 35,
    OwnTransfer = 36,

    /// <summary>Zakat, tithes, gifts to places of worship and to charity: recognised and never scored.</summary>
    Religious = 37,

    /// <summary>Dues of unions, parties and associations: recognised and never scored.</summary>
    Membership = 38,

    Refund = 39,

    /// <summary>Not paid after all: for want of funds, mostly.</summary>
    Returned = 40,

    /// <summary>It comes again and again, as an income does; what else it is, nothing says.</summary>
    RecurringIncome = 41,

    /// <summary>A loan until the next pay, or one of its kind. From scoring version 4, as all that follow.</summary>
    Payday = 42,

    /// <summary>To whoever collects what was not paid when it was due.</summary>
    Collection = 43,

    /// <summary>No sign of strain by itself.</summary>
    StudentLoan = 44,
}
