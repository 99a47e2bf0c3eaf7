select name
from tasks
-- all of them
where 1
-- and gone ones
order by name
