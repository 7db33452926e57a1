from wagtail.admin.views.generic.base import BaseListingView as BaseListingView
from wagtail.admin.views.generic.models import CreateView as CreateView
from wagtail.admin.views.generic.models import EditView as EditView
from wagtail.admin.views.generic.models import IndexView as IndexView
from wagtail.admin.views.generic.models import InspectView as InspectView
