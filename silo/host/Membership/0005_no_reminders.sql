-- Nothing registers a reminder, and no silo asks for one any more.

drop table reminders;
delete from orleansquery where querykey in (
    'UpsertReminderRowKey', 'ReadReminderRowsKey', 'ReadReminderRowKey', 'ReadRangeRows1Key', 'ReadRangeRows2Key',
    'DeleteReminderRowKey', 'DeleteReminderRowsKey');
